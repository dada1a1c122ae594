"""Call: contacts from a distance that do not come through the portal: mail (here), telephone, post."""
