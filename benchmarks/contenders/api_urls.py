"""The site's own addresses, and the same doors as a Django REST framework project has them."""

from benchmarks.contenders import api_drf
from creditdelta.project import urls

handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [*api_drf.urlpatterns, *urls.urlpatterns]
