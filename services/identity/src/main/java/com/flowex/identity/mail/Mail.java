package com.flowex.identity.mail;

/**
 * A mail to be.
 *
 * @param secret the code or link in the text, once more: for a log that takes the place of a server; empty if none
 */
public record Mail(String to, String subject, String text, String secret) {

    /** No code in any log. */
    @Override
    public String toString() {
        return "Mail[" + to + ", " + subject + "]";
    }
}
