#!/bin/sh
# Timers for a container: "site" for what runs each minute and each morning; "backup" for backups.
# Hours are the container's, UTC. What fails is in the log, and is tried again at its next time.
set -u
run() { python manage.py "$@" || echo "failed: $*" >&2; }

last=""
while :; do
    hour=$(date +%H) today=$(date +%F)
    case "$1" in
        site)
            run publish_due
            run send_notices
            run send_words
            run tell_colleagues
            if [ "$hour" = 07 ] && [ "$last" != "$today" ]; then
                last=$today
                run send_reminders
                run erase_expired
                (run make_printouts; run prune_db_task_results; run check_links; run verify) &
            fi ;;
        backup)
            if [ "$hour" = 02 ] && [ "$last" != "$today" ]; then
                last=$today
                run backup --keep 14
            fi ;;
    esac
    sleep 60
done
