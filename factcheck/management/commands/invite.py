"""manage.py invite: the first administrator, or anyone, when there is nobody yet to invite them."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.actions import people
from factcheck.domain.actor import SYSTEM, Channel, Role
from factcheck.domain.errors import Refusal
from factcheck.mail.passwords import password_link


class Command(BaseCommand):
    help = "Invite a person: make their account, and mail them a link to set their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        roles = [role.value for role in Role if role is not Role.NONE]
        parser.add_argument("--username", required=True, help="by which they sign in")
        parser.add_argument("--name", required=True, help="as it stands in the record")
        parser.add_argument("--email", default="", help="where the link is sent")
        parser.add_argument("--role", required=True, choices=roles)
        parser.add_argument("--reason", default="Invited from the command line.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            account = people.invite(
                by=replace(SYSTEM, channel=Channel.COMMAND),
                reason=options["reason"],
                name=options["name"],
                username=options["username"],
                role=options["role"],
                email=options["email"],
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{account.person.name} is invited as {account.person.role}.")
        if account.email:
            self.stdout.write(f"A worker (manage.py work) sends a letter to {account.email}.")
        if not account.email or not settings.EMAIL_HOST:
            self.stdout.write("They set their password here (the link works once):")
            self.stdout.write(f"  {password_link(account)}")
