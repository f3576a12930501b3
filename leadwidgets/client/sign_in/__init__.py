"""From credentials to the token that each request carries, renewed before it ends."""

from leadwidgets.client.sign_in.sign_in import SignIn, Token
from leadwidgets.client.sign_in.steps import SignInStep

__all__ = [
    "SignIn",
    "SignInStep",
    "Token",
]
