package com.flowex.identity.store.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Way by which a notification reaches a user. */
public enum NotificationChannel {
    MAIL,
    /** Push message to the user's browsers while no page is open. */
    PUSH,
    /** Call of the address that the user set; of a price alert, of the address that the alert names. */
    WEBHOOK,
    /** Notice on an open page. The page reads the choice itself. */
    PAGE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the name of the channel in the JSON interface and the database. */
    public String word() {
        return word;
    }

    public static Optional<NotificationChannel> of(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
