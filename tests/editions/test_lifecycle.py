import datetime

import pytest
import time_machine
from django.utils import timezone

from editions.models import Notice, Status, Why
from people.refused import Refused

pytestmark = pytest.mark.django_db


def test_the_whole_way(kind, writer, reviewer, client):
    draft = kind.begin(writer)
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    assert draft.status == Status.PUBLISHED
    assert draft.may_be_served()
