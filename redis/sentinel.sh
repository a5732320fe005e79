#!/bin/sh
# Sentinel with the password of the servers that it watches.
set -eu
umask 077
cp /etc/redis/sentinel.conf /tmp/sentinel.conf
printf 'sentinel auth-pass flowex %s\n' "$(cat /run/secrets/redis_password)" >>/tmp/sentinel.conf
exec redis-sentinel /tmp/sentinel.conf
