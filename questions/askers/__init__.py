"""What whoever asks gets to see: the form, the page before sending, and the private page of their question.

No cookie is set and no session read: what somebody wrote travels in the form itself until it is sent.
"""
