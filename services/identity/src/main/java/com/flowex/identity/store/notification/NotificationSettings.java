package com.flowex.identity.store.notification;

import java.util.HashSet;
import java.util.Set;

/**
 * Channels that a user has switched off.
 *
 * @param off choices with {@code isOn} false
 */
public record NotificationSettings(Set<Choice> off) {

    public NotificationSettings {
        off = Set.copyOf(off);
    }

    /** One channel of one event. */
    public record Choice(NotificationEvent event, NotificationChannel channel) {}

    public boolean isOn(NotificationEvent event, NotificationChannel channel) {
        return event.isFixed() || !off.contains(new Choice(event, channel));
    }

    /** Returns a copy with one channel of an event switched on or off. */
    public NotificationSettings with(Choice choice, boolean isOn) {
        Set<Choice> changed = new HashSet<>(off);
        if (isOn) {
            changed.remove(choice);
        } else {
            changed.add(choice);
        }
        return new NotificationSettings(changed);
    }
}
