package com.flowex.identity.app.mail;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.identity.store.credential.PaymentCodesTable;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.notification.NotificationsTable;
import com.flowex.identity.store.push.PushNoticesTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts of the mails to users. A mail that answers a request of its reader, such as a link or a code, is sent in any
 * case; a notice is sent unless the user has switched its event off, and also waits for the user's browsers
 * and webhook. The host of a mail with a link is the one by which the user came; empty if it is unknown.
 */
public final class UserMailer {

    /** Age at which a notice that the mail server has not accepted is dropped. */
    private static final Duration NOTICE = Duration.ofDays(3);

    private final MailOutbox post;
    private final MailLinks links;
    private final TenantDirectory tenants;
    private final NotificationsTable choices;
    private final NoticeQueues queues;

    /**
     * @param publicUrl address of the page, which accepts the tokens; a tenant with hosts of its own has the page there
     *     too, and a link leads to the host by which its reader came
     */
    public UserMailer(
            MailOutbox post,
            String publicUrl,
            TenantDirectory tenants,
            NotificationsTable choices,
            NoticeQueues queues) {
        this.queues = queues;
        this.post = post;
        this.links = new MailLinks(publicUrl, tenants);
        this.tenants = tenants;
        this.choices = choices;
    }

    /** Sets the address of the page of mails from now on. */
    public void pageAt(String url) {
        links.pageAt(url);
    }

    /**
     * Returns the address of a tenant's page, where links lead.
     *
     * @param host host by which the user came; empty if it is unknown
     */
    public PageAddress pageOf(int tenant, String host) {
        return links.pageOf(tenant, host);
    }

    /**
     * Sends a link that confirms the address, to a user who has an account already or was registered by an operator.
     */
    public void verifyEmail(Transaction issuing, User user, OpaqueToken token, String host) {
        send(
                issuing,
                user,
                Purpose.VERIFY_EMAIL.life(),
                "Confirm your e-mail address",
                """
                Someone, probably you, registered this address. To confirm it, open

                %s

                within a day. If it was not you, do not open it.
                """,
                links.link("verify-email", token, host));
    }

    /**
     * Sends a link that confirms the address for one registration of it, and sets the password of that registration.
     */
    public void confirmRegistration(Transaction inviting, User user, OpaqueToken token, Device device, String host) {
        String which = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " from " + device.address();
        send(
                inviting,
                user,
                Purpose.VERIFY_EMAIL.life(),
                "Confirm your e-mail address",
                """
                This address was registered at WHICH. To confirm it, with the
                password that was chosen there, open

                %s

                within a day. If it was not you, do not open it: the password is another's then.
                """.replace("WHICH", which),
                links.link("verify-email", token, host));
    }

    public void resetPassword(Transaction issuing, User user, OpaqueToken token, String host) {
        send(
                issuing,
                user,
                Purpose.RESET_PASSWORD.life(),
                "Reset your password",
                """
                To choose a new password, open

                %s

                within 30 minutes. If you did not ask for this, nothing needs to be done.
                """,
                links.link("reset-password", token, host));
    }

    /**
     * Sends a notice that the address is registered already.
     *
     * @param link link to a new password; not mailed to a suspended or closed user
     */
    public void alreadyRegistered(Transaction inviting, User user, OpaqueToken link, String host) {
        String subject = "Your address is registered already";
        if (!user.isActive()) {
            send(inviting, user, NOTICE, subject, """
                    Someone, probably you, registered this address. It is registered already, and nothing was changed.
                    It cannot be used now; ask the operator if you want to know more.
                    """, "");
            return;
        }
        send(inviting, user, Purpose.RESET_PASSWORD.life(), subject, """
                Someone, probably you, registered this address. It is registered already, and nothing was changed:
                log in with the password you have. If you do not know it, choose a new one at

                %s

                within 30 minutes. If it was not you, nothing needs to be done.
                """, links.link("reset-password", link, host));
    }

    public void code(User user, String code) {
        String text = """
                Your code is %s. It is good for five minutes and for one login.
                If you are not logging in, someone knows your password: change it.
                """;
        post.send(mail(user, Purpose.SECOND_FACTOR.life(), "Your login code", text.replace("%s", code), code));
    }

    /**
     * Sends the code that confirms one payment.
     *
     * @param kind withdrawal or transfer
     * @param content everything that the payment consists of, in lines
     */
    public void paymentCode(Transaction mailing, User user, String kind, String content, String code) {
        String text = "The code %s confirms this " + kind + " of your account:\n\n" + content
                + "\nIt is good for ten minutes and for nothing else. If you did not ask for it, do not pass it on:"
                + " change your password and end all sessions.\n";
        send(mailing, user, PaymentCodesTable.LIFE, "Confirm your " + kind, text, code);
    }

    public void newDevice(Transaction changing, User user, Device device) {
        String text = "Your account was just used from a device we have not seen before:\n\n" + device.agent()
                + "\nfrom " + device.address() + "\n\nIf this was not you, change your password and end the session.\n";
        notice(changing, user, NotificationEvent.LOGIN, "Login from a new device", text, device.address());
    }

    /** Sends a notice of a protective measure on the user's account. */
    public void guarded(User user, String why, String subject, Duration lasts) {
        String text = "We saw something unusual about your account (" + why.replace('_', ' ')
                + ") and did this for your safety: " + subject.replace('_', ' ') + ", for " + lasts.toHours()
                + " hours.\nIf it was you, ask the operator to end it sooner. If not, change your password.\n";
        post.send(mail(user, NOTICE, "Something unusual about your account", text, ""));
    }

    /**
     * Sends a notice that an erasure was requested.
     *
     * @param forfeited amounts that are too small to be withdrawn, in words
     */
    public void erasureRequested(Transaction changing, User user, Instant due, List<String> forfeited) {
        String small = forfeited.isEmpty() ? "" : " Now that is " + String.join(", ", forfeited) + ".";
        String text = "Someone, probably you, asked that everything we know of you is erased. It will be done on " + due
                + ".\nUntil then you can take it back in your account. If it was not you, do so and change your password.\n"
                + "\nAn amount in your account that is below the least withdrawal does not stand in the way: it goes to the"
                + " exchange." + small
                + "\nMoney that arrives until then does not stop it either. Withdraw it before, or take the request back:"
                + " afterwards it belongs to an account without an owner, and only our staff can return it.\n";
        notice(changing, user, NotificationEvent.SECURITY, "Your data will be erased", text, "");
    }

    /**
     * Sends a notice that the password was changed.
     *
     * @param keys names of API keys that stay valid
     */
    public void passwordChanged(Transaction changing, User user, List<String> keys) {
        String text = """
                Your password was just changed, and your other sessions were ended.
                If this was not you, reset it at once.
                """;
        String going = "\nThese API keys go on; revoke those that are not yours:\n";
        notice(
                changing,
                user,
                NotificationEvent.SECURITY,
                "Your password was changed",
                withKeys(text, going, keys),
                "");
    }

    /**
     * Sends a notice that the password was reset.
     *
     * @param keys names of API keys that are suspended until the owner confirms them
     */
    public void passwordReset(Transaction changing, User user, List<String> keys) {
        String text = """
                Your password was just reset, and all your sessions were ended.
                If this was not you, reset it at once.
                """;
        String waiting = """

                These API keys were made before. They sign nothing until you confirm them;
                revoke those that are not yours:
                """;
        notice(
                changing,
                user,
                NotificationEvent.SECURITY,
                "Your password was reset",
                withKeys(text, waiting, keys),
                "");
    }

    /**
     * Sends a notice that a second factor was added or removed.
     *
     * @param subject second factor in words, for example "An authenticator app"
     * @param isOn true if it was added
     */
    public void factorChanged(Transaction changing, User user, String subject, boolean isOn) {
        String text = subject + (isOn ? " is asked for from now on" : " is no longer asked for")
                + " when you log in.\nIf this was not you, reset your password at once and end all sessions.\n";
        notice(changing, user, NotificationEvent.SECURITY, "Your second factor was changed", text, "");
    }

    /** @param key name of the key with its permissions */
    public void keyMade(Transaction changing, User user, String key) {
        String text = "A new API key can act for your account:\n  " + key
                + "\nIf this was not you, revoke it and change your password.\n";
        notice(changing, user, NotificationEvent.SECURITY, "An API key was made", text, "");
    }

    /** Sends a link to a new address, which its reader opens to have it. */
    public void confirmNewAddress(Transaction issuing, User user, EmailAddress email, OpaqueToken token, String host) {
        String link = links.link("change-email", token, host);
        String text = """
                Someone, probably you, wants to use this address for an account here. To confirm it, open

                %s

                within a day. All sessions end then, you log in with this address, and no money leaves the account for a
                day. If it was not you, do not open it.
                """.replace("%s", link);
        sendTo(issuing, user, email, "Confirm your new e-mail address", text, link);
    }

    /** Sends a notice to an address that a user wants to have and another user has. */
    public void newAddressTaken(Transaction issuing, User user, EmailAddress email) {
        sendTo(issuing, user, email, "Your address is registered already", """
                Someone, probably you, wants to use this address for another account here. It is registered already, and
                nothing was changed. If it was not you, nothing needs to be done.
                """, "");
    }

    private void sendTo(Transaction issuing, User user, EmailAddress to, String subject, String text, String secret) {
        Instant until = Instant.now().plus(Purpose.CHANGE_EMAIL.life());
        post.send(issuing, new Mail(user.tenant(), to.value(), subject(user.tenant(), subject), text, secret, until));
    }

    /** Sends a notice to the present address, with a link that ends the request for another one. */
    public void addressChangeRequested(
            Transaction issuing, User user, EmailAddress email, OpaqueToken token, String host) {
        String link = links.link("keep-email", token, host);
        String text = """
                Someone, probably you, asked to replace this address of your account by

                NEW

                It is replaced once the reader of that address confirms it. To keep this one, open

                %s

                If it was not you, your password is known to someone else: reset it at once.
                """.replace("NEW", email.value()).replace("%s", link);
        notice(issuing, user, NotificationEvent.SECURITY, "Your e-mail address is to be changed", text, link);
    }

    /**
     * Sends a notice to the address that was replaced.
     *
     * @param user user as before the change
     * @param locked time for which money cannot leave
     * @param keys names of API keys that stay valid
     */
    public void addressChanged(
            Transaction changing, User user, EmailAddress email, Duration locked, List<String> keys) {
        String text = "The address of your account is " + email + " from now on, and all your sessions were ended."
                + " No money leaves the account for " + locked.toHours() + " hours.\n"
                + "If this was not you, tell the operator of your exchange at once.\n";
        String going = "\nThese API keys go on:\n";
        notice(
                changing,
                user,
                NotificationEvent.SECURITY,
                "Your e-mail address was changed",
                withKeys(text, going, keys),
                "");
    }

    /** @param events events whose mails were switched off, in words */
    public void mailsSwitchedOff(Transaction changing, User user, List<String> events) {
        String text = "From now on you get no mails about: " + String.join(", ", events)
                + ".\nIf this was not you, switch them on again in your account and change your password.\n";
        notice(changing, user, NotificationEvent.SECURITY, "Mails were switched off", text, "");
    }

    private static String withKeys(String text, String about, List<String> keys) {
        return keys.isEmpty()
                ? text
                : text + about + keys.stream().map(name -> "  " + name + "\n").collect(Collectors.joining());
    }

    /**
     * Sends a notice of another service.
     *
     * @return false if mails do not carry this event, or the user has switched them off
     */
    boolean write(int tenant, long userId, String to, NotificationEvent event, String subject, String text) {
        if (event != NotificationEvent.PRICE_ALERT) { // the alert notifies its own addresses, with its figures
            queues.pushes().put(tenant, userId, event);
            queues.webhooks().put(tenant, userId, event, subject, text);
        }
        boolean isRequested = event.channels().contains(NotificationChannel.MAIL)
                && choices.wants(tenant, userId, event, NotificationChannel.MAIL);
        if (isRequested) {
            post.send(new Mail(
                    tenant,
                    to,
                    subject(tenant, subject),
                    text,
                    "",
                    Instant.now().plus(NOTICE)));
        }
        return isRequested;
    }

    String link(String subject, OpaqueToken token, String host) {
        return links.link(subject, token, host);
    }

    /** Sends a notice unless the user has switched mails about its event off. */
    void notice(Transaction changing, User user, NotificationEvent event, String subject, String text, String secret) {
        PushNoticesTable.put(changing, user.tenant(), user.id(), event);
        queues.webhooks().put(changing, user.tenant(), user.id(), event, subject);
        if (NotificationsTable.of(changing, user.tenant(), user.id()).isOn(event, NotificationChannel.MAIL)) {
            post.send(changing, mail(user, NOTICE, subject, text, secret));
        }
    }

    private void send(Transaction changing, User user, Duration life, String subject, String text, String secret) {
        post.send(changing, mail(user, life, subject, text.replace("%s", secret), secret));
    }

    private Mail mail(User user, Duration life, String subject, String text, String secret) {
        return new Mail(
                user.tenant(),
                user.email(),
                subject(user.tenant(), subject),
                text,
                secret,
                Instant.now().plus(life));
    }

    /** Returns the subject with the exchange's name in front, except for the platform's own exchange. */
    private String subject(int tenant, String about) {
        Tenant known = tenants.byNumber(tenant);
        return known == null || tenant == Tenant.DEFAULT ? about : known.name() + ": " + about;
    }
}
