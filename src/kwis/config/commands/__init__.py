"""The commands of `kwis`, one file each: which arguments it takes, and what runs."""
