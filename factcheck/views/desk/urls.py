"""Addresses of the desk: what waits, one claim, each step on it, its evidence, letters."""

from django.urls import path

from factcheck.views.desk import claim, evidence, home, letters, steps

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("letters/", letters.letters, name="letters"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("claims/<int:claim_id>/history/", claim.history, name="history"),
    path("claims/<int:claim_id>/take/", steps.take, name="take"),
    path("claims/<int:claim_id>/assign/", steps.assign, name="assign"),
    path("claims/<int:claim_id>/ask-review/", steps.ask_review, name="ask_review"),
    path("claims/<int:claim_id>/release/", steps.release, name="release"),
    path("claims/<int:claim_id>/propose/", steps.propose, name="propose"),
    path("claims/<int:claim_id>/reaffirm/", steps.reaffirm, name="reaffirm"),
    path("claims/<int:claim_id>/retract/", steps.retract, name="retract"),
    path("claims/<int:claim_id>/begin-review/", steps.begin_review, name="begin_review"),
    path("claims/<int:claim_id>/review/", steps.review, name="review"),
    path("claims/<int:claim_id>/approve/", steps.approve, name="approve"),
    path("claims/<int:claim_id>/request-changes/", steps.request_changes, name="request_changes"),
    path("claims/<int:claim_id>/decide/", steps.decide, name="decide"),
    path("claims/<int:claim_id>/publish/", steps.publish, name="publish"),
    path("claims/<int:claim_id>/place/", steps.place, name="place"),
    path("claims/<int:claim_id>/withdraw/", steps.withdraw, name="withdraw"),
    path("claims/<int:claim_id>/reinstate/", steps.reinstate, name="reinstate"),
    path("claims/<int:claim_id>/evidence/add/", evidence.add, name="evidence_add"),
    path("evidence/<int:evidence_id>/", evidence.edit, name="evidence_edit"),
    path("evidence/<int:evidence_id>/remove/", evidence.remove, name="evidence_remove"),
]
