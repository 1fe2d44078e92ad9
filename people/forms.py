from allauth.account import forms


class ResetPasswordForm(forms.ResetPasswordForm):
    """A link goes to an account's present e-mail address only.

    Allauth also knows former addresses, from a table of its own that no signature covers. A password
    set by the link keeps confirmed credentials, so whoever wrote an address there could approve.
    """

    def clean_email(self):
        email = super().clean_email()
        self.users = [user for user in self.users if user.email.lower() == email.lower()]
        return email
