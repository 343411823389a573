# The commands that Telegram lists when a person types “/”. Each at most 256 characters, no markup.
command-start = Start, open My work
command-menu = My work: everything that waits for you
command-huy = Leave what you are doing, back to My work
