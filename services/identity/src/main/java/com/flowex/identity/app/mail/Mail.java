package com.flowex.identity.app.mail;

import java.time.Instant;

/**
 * Mail to send.
 *
 * @param secret code or link from the text, repeated for a log that replaces a mail server; empty if none
 * @param until expiry: the mail is not sent after it, because its content is useless then
 */
public record Mail(int tenant, String to, String subject, String text, String secret, Instant until) {

    /** Keeps codes out of every log. */
    @Override
    public String toString() {
        return "Mail[" + to + ", " + subject + "]";
    }
}
