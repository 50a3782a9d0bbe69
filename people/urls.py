"""The addresses of this room: people, oneself, and the one door.

The names of the door are allauth's, which looks them up. What is not here (signing up, mail addresses, the
page of a switched-off account) answers like any address that is not there.
"""

from allauth.account import views as account
from django.urls import path, re_path

from people import views

urlpatterns = [
    path("mensen/", views.directory, name="directory"),
    path("mensen/<int:pk>/", views.person, name="person"),
    path("mensen/<int:pk>/foto/", views.person_photo, name="person_photo"),
    path("mijn/profiel/", views.my_profile, name="my_profile"),
    path("mijn/kringen/", views.my_circles, name="my_circles"),
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
