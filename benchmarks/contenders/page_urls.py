"""The site's own addresses, and one whose view does nothing: what the stack alone costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from creditdelta.project import urls

handler404, handler500 = urls.handler404, urls.handler500


def nothing(request: HttpRequest) -> HttpResponse:
    """Two letters."""
    return HttpResponse("ok")


urlpatterns = [path("nothing", nothing), *urls.urlpatterns]
