package com.flowex.identity.app.mail;

import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;

/** Mails about the phone number of a user; none of them names it. */
public record PhoneMailer(UserMailer letters) {

    /** Sends the notice that codes by SMS are a second factor now. */
    public void added(Transaction changing, User user) {
        letters.factorChanged(changing, user, PhoneNumbersTable.IN_WORDS, true);
    }

    /** Sends the notice that codes go to another number now. */
    public void replaced(Transaction changing, User user, Duration locked) {
        String text = "Codes by SMS go to another phone number from now on. No money leaves the account for "
                + locked.toHours() + " hours.\n"
                + "If this was not you, reset your password at once and tell the operator of your exchange.\n";
        letters.notice(changing, user, NotificationEvent.SECURITY, "Your phone number was changed", text, "");
    }
}
