"""Who can sign in, and which posts an account holds. An account is a login; it says nothing of a person.

Clause  S6, S70. Accounts are kept as they are; posts are made of events.
"""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

ID_BYTES = 16


def fresh_id() -> str:
    """An id that tells nothing: 32 hexadecimal digits."""
    return secrets.token_hex(ID_BYTES)


class Account(AbstractBaseUser):
    """A login of an officer or a representative. No name, number or telephone has a place here."""

    id = models.TextField(primary_key=True, default=fresh_id, editable=False)
    login = models.TextField(unique=True)
    email = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.id


class Post(models.Model):
    """An account acts in a role, for an office or an organisation, in a region and a sector."""

    id = models.BinaryField(primary_key=True)
    account = models.TextField(db_index=True)
    role = models.TextField()
    office = models.TextField(blank=True)
    region = models.TextField(blank=True)  # the division of its province; "" where it has none
    sector = models.TextField(blank=True)
    subject = models.BinaryField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)  # its last day
    appointed_by = models.TextField()
    appointed_at = models.DateTimeField()
    dismissed_by = models.TextField(blank=True)
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="accounts_post_subject")]

    def __str__(self) -> str:
        return f"{self.role} {self.office}"
