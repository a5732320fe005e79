package com.flowex.platform.outbound;

import java.util.regex.Pattern;

/**
 * Form of the addresses that users name as webhooks: an https URL at the default port, with a host name and no IP
 * address, without user info, and only characters that a request line allows.
 */
public final class WebhookAddress {

    /** Rule in the words of an error message. */
    public static final String RULE =
            "an address of a host by its name, such as https://example.com/hook, at most 500 characters";

    private static final int LENGTH_MAX = 500;
    private static final Pattern FORM = Pattern.compile(
            "https://[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*\\.[A-Za-z][A-Za-z0-9-]{0,62}(/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?"
                    + "(\\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?");

    private WebhookAddress() {}

    /** Returns true if the text has the form of a webhook's address. */
    public static boolean isOne(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }
}
