from editions.models.edition import Edition
from editions.models.notice import Notice
from editions.models.page import Address, KindManager, Page, Topic
from editions.models.status import OPEN, Status, Why
from editions.models.withdrawal import Withdrawal

__all__ = ["OPEN", "Address", "Edition", "KindManager", "Notice", "Page", "Status", "Topic", "Why", "Withdrawal"]
