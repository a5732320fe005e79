package com.flowex.identity.app.oidc;

import java.util.Locale;

/** Rule that an answer or a token of an identity provider breaks, in the order in which they are checked. */
public enum ProviderFault {
    STATE("this log-in was not begun in this browser, was finished before or is too old"),
    ISSUER_PARAMETER("the answer names another issuer"),
    ANSWER("the provider's answer is not in the form of the standard, or too long"),
    TOKEN_FORM("the token is not a signed token with claims of the right types"),
    TOKEN_TYPE("the token is of another type"),
    ALGORITHM("the token is signed by another algorithm than the one that is set"),
    KEYS("the provider's keys are not in the form of the standard, too many or too weak"),
    KEY_UNKNOWN("the provider has no key of the token's name"),
    SIGNATURE("the signature of the token is wrong"),
    ISSUER("the token is of another issuer"),
    SUBJECT("the token names no subject"),
    AUDIENCE("the token is for another audience"),
    AUTHORIZED_PARTY("the token was issued to another party"),
    EXPIRED("the token has expired or does not say when it does"),
    ISSUED_AT("the token was issued in the future, too long ago or does not say when"),
    NONCE("the token does not belong to this log-in"),
    GROUPS("the claim of groups is no list of names, or too long"),
    EVENTS("the token does not report a log-out"),
    TOKEN_ID("the token has no id"),
    REPEATED("the token was used before"),
    NOT_BOUND("this identity is bound to no user here"),
    LOGGED_OUT("the provider has ended this log-in meanwhile");

    private final String rule;

    ProviderFault(String rule) {
        this.rule = rule;
    }

    /** Returns the broken rule in words. */
    String rule() {
        return rule;
    }

    /** Returns the name in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
