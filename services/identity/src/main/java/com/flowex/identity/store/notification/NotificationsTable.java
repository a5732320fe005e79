package com.flowex.identity.store.notification;

import com.flowex.identity.store.notification.NotificationSettings.Choice;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Table of the channels that users have switched off, one row each. */
public final class NotificationsTable {

    private static final String OFF =
            "SELECT event, channel FROM identity.muted_notifications WHERE tenant_id = ? AND user_id = ?";
    private static final String MUTE = """
            INSERT INTO identity.muted_notifications (tenant_id, user_id, event, channel) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, user_id, event, channel) DO NOTHING""";
    private static final String UNMUTE = "DELETE FROM identity.muted_notifications"
            + " WHERE tenant_id = ? AND user_id = ? AND event = ? AND channel = ?";

    private final Database database;

    public NotificationsTable(Database database) {
        this.database = database;
    }

    public NotificationSettings of(int tenant, long userId) {
        return database.query(tenant, transaction -> of(transaction, tenant, userId));
    }

    /** Returns the settings of a user. A row with a word of a newer version is left out. */
    public static NotificationSettings of(Transaction transaction, int tenant, long userId) {
        Set<Choice> off = new HashSet<>();
        Sql.all(transaction, row -> choice(row.getString(1), row.getString(2)), OFF, tenant, userId)
                .forEach(found -> found.ifPresent(off::add));
        return new NotificationSettings(off);
    }

    private static Optional<Choice> choice(String event, String channel) {
        return NotificationEvent.of(event)
                .flatMap(known -> NotificationChannel.of(channel).map(by -> new Choice(known, by)));
    }

    /** @param holding connection that holds the lock on the user's row */
    public static void put(Transaction holding, User user, Choice choice, boolean isOn) {
        Sql.execute(
                holding,
                isOn ? UNMUTE : MUTE,
                user.tenant(),
                user.id(),
                choice.event().word(),
                choice.channel().word());
    }

    /** Returns true if the user wants notifications of this event by this channel. */
    public boolean wants(int tenant, long userId, NotificationEvent event, NotificationChannel channel) {
        return event.isFixed() || of(tenant, userId).isOn(event, channel);
    }
}
