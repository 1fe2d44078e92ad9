"""What a machine can say about words: findings of checks, and the changes that can hurt. Pure text, no database."""
