package com.flowex.platform.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Explanation of a Redis fault, with the operator's remedy. */
final class RedisFault {

    private RedisFault() {}

    /** Returns the innermost cause with its remedy, as the end of a sentence. */
    static String message(Throwable fault) {
        Throwable cause = fault;
        // The cause of an unknown host names only DNS servers, which does not help an operator.
        while (cause.getCause() != null && cause.getCause() != cause && !(cause instanceof UnknownHostException)) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message + ": " + remedy(cause, message.toUpperCase(Locale.ROOT));
    }

    private static String remedy(Throwable cause, String message) {
        if (message.contains("WRONGPASS") || message.contains("INVALID PASSWORD")) {
            return "correct the user and password in FLOWEX_REDIS_URL";
        }
        if (message.contains("NOAUTH")) {
            return "this server asks for a password: put it into FLOWEX_REDIS_URL, redis://user:password@host";
        }
        if (message.contains("NOPERM")) {
            return "give the user of FLOWEX_REDIS_URL the right to these commands (ACL SETUSER)";
        }
        return switch (cause) {
            case UnknownHostException _ -> "correct the host in FLOWEX_REDIS_URL, or its entry in the DNS";
            case ConnectTimeoutException _ -> tooSlow();
            case RedisCommandTimeoutException _ -> tooSlow();
            case ConnectException _ -> "start it, or leave FLOWEX_REDIS_URL empty";
            case SSLException _ ->
                "rediss:// needs a server that speaks TLS, and FLOWEX_REDIS_CA_FILE names who signed its certificate";
            default -> "see FLOWEX_REDIS_URL";
        };
    }

    private static String tooSlow() {
        return "it does not answer in time: correct the address in FLOWEX_REDIS_URL, or raise FLOWEX_REDIS_TIMEOUT_MS, of which a"
                + " new connection may take twenty";
    }
}
