package com.flowex.identity.app.mail;

import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.net.URI;

/** Notices to users about their webhooks. */
public record WebhookMails(UserMailer letters) {

    /** @param host host of the address that gets the user's notices once it is confirmed */
    public void set(Transaction changing, User user, String host) {
        String text = "Notices of your account will be sent to a webhook at " + host
                + " once it is confirmed.\nIf this was not you, remove it in your account and change your password.\n";
        letters.notice(changing, user, NotificationEvent.SECURITY, "A webhook was set", text, "");
    }

    /**
     * Sends a notice that a webhook was switched off.
     *
     * @param why reason of the last failure
     */
    public void off(Transaction changing, User user, String address, String why) {
        String text = "Your webhook at " + URI.create(address).getHost() + " accepted no call for hours (" + why
                + ") and was switched off. Nothing is sent there until a test in your account succeeds.\n";
        letters.notice(changing, user, NotificationEvent.SECURITY, "Your webhook was switched off", text, "");
    }
}
