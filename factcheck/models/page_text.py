"""PageText: what the newsroom writes on a page of its own."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Page
from factcheck.models.fields import TranslatedField, one_of, word_field
from factcheck.models.tracked import TrackedModel

#: Each page's key in the database, so that it has an address before anybody wrote its text.
NUMBERS = {Page.METHODOLOGY: 1, Page.ABOUT: 2, Page.CORRECTIONS_POLICY: 3}


class PageText(TrackedModel):
    """The text of one page, in Markdown, per language; empty where the text that comes with
    factcheck stands. `PageText.of(page)` gives it whether or not anybody has written it."""

    key = word_field(Page, verbose_name=_("page"), unique=True, editable=False)
    text = TranslatedField(_("text"), blank=True)

    class Meta(TrackedModel.Meta):
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")
        constraints = [
            one_of("key", Page, name="page_text_key_known"),
            models.CheckConstraint(
                condition=models.Q(
                    *[models.Q(id=number, key=page) for page, number in NUMBERS.items()],
                    _connector=models.Q.OR,
                ),
                name="page_text_one_a_page",
            ),
        ]

    def __str__(self) -> str:
        return gettext(Page(self.key).label)

    @classmethod
    def of(cls, page: Page) -> "PageText":
        """The text of a page; of version 0 where nobody has written it."""
        number = NUMBERS[page]
        return cls.objects.filter(pk=number).first() or cls(pk=number, key=page, version=0)
