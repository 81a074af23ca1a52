"""The addresses of search and of よくある質問, mounted at the root of the site."""

from django.urls import path

from madoguchi.assistant.web import faq, search, suggesting

app_name = "search"
urlpatterns = [
    path("search/", search.results, name="results"),
    path("search/suggest/", suggesting.suggestions, name="suggestions"),
    path("answers/", faq.answers, name="answers"),
    path("answers/<slug:answer_id>/", faq.answer, name="answer"),
    path("answers/<slug:answer_id>/helped/", faq.helped, name="helped"),
]
