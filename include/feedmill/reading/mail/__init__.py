"""Mail: messages of RFC 5322 and MIME, alone or in an mbox, with the digests and attachments within them.

Knows newsletters and stories that are sent by mail. Refuses to know accounts, servers, and whom a message was for.
"""
