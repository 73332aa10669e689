"""Whether the store keeps its word when programs are killed, bytes turn, disks fill up and many write at once."""
