package com.flowex.identity.app.mail;

import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;

/**
 * Texts of the mails about the recovery of users who have lost their second factors. Each of them also waits for the
 * user's browsers, and none can be switched off.
 */
public final class RecoveryMailer {

    private static final String SUBJECT = "Your second factors are to be removed";

    private final UserMailer letters;

    public RecoveryMailer(UserMailer letters) {
        this.letters = letters;
    }

    /**
     * Sends the link that begins the waiting time, and one that ends the request.
     *
     * @param days days between the click and the removal
     */
    public void confirm(Transaction asking, User user, OpaqueToken confirm, OpaqueToken cancel, String host, int days) {
        String begins = letters.link("confirm-recovery", confirm, host);
        String text = """
                Someone who knows your password, probably you, has lost the second factors of your account and asks to
                remove them. If it was you, open

                %s

                within a day. They are removed %s after that, and we write to you each day until then.

                If it was not you, your password is known to someone else: open

                %s

                and choose a new password at once.
                """.formatted(
                        begins, days == 1 ? "a day" : days + " days", letters.link("cancel-recovery", cancel, host));
        notice(asking, user, SUBJECT, text, begins);
    }

    /** Sends the notice, with a link that ends the recovery, at the beginning of the waiting time and on each day of it. */
    public void waits(
            Transaction changing, User user, Instant due, boolean needsApproval, OpaqueToken cancel, String host) {
        String ends = letters.link("cancel-recovery", cancel, host);
        String approval = needsApproval
                ? "Your password was replaced lately, so an operator of the exchange has to approve it as well.\n"
                : "";
        String text =
                """
                The second factors of your account (authenticator, passkeys, codes by mail and SMS) are removed on

                DUE

                because you, or someone who knows your password and reads your mail, has lost them.
                APPROVALTo keep them, open

                CANCEL

                A login with a second factor keeps them, too. If it was not you, choose a new password at once.
                """.replace("DUE", due.toString()).replace("APPROVAL", approval).replace("CANCEL", ends);
        notice(changing, user, SUBJECT, text, ends);
    }

    /** Sends the notice that the second factors were removed. */
    public void done(Transaction changing, User user, Duration locked) {
        String text = "The second factors of your account were removed, and all your sessions were ended: your password"
                + " alone logs you in. No money leaves the account for " + locked.toHours() + " hours.\n"
                + "Set up another second factor now. If this was not you, reset your password at once and tell the"
                + " operator of your exchange.\n";
        notice(changing, user, "Your second factors were removed", text, "");
    }

    /** @param why reason in words, as the end of a sentence */
    public void ended(Transaction changing, User user, String why) {
        String text = "The request to remove the second factors of your account has ended: " + why
                + ".\nThey stay as they are. If you did not ask for it, choose a new password.\n";
        notice(changing, user, "Your second factors stay", text, "");
    }

    private void notice(Transaction changing, User user, String subject, String text, String secret) {
        letters.notice(changing, user, NotificationEvent.SECURITY, subject, text, secret);
    }
}
