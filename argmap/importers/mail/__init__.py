"""Mail: archives of lists, single messages and folders of them."""
