package com.flowex.identity.app.mail;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of the mails to users. */
public final class UserMailer {

    /** Age at which a notice that the mail server has not accepted is dropped. */
    private static final Duration NOTICE = Duration.ofDays(3);

    private final MailOutbox post;
    private final String publicUrl;
    private final TenantDirectory tenants;

    /**
     * @param publicUrl address of the page, which accepts the tokens; a tenant with hosts of its own has the page there
     */
    public UserMailer(MailOutbox post, String publicUrl, TenantDirectory tenants) {
        this.post = post;
        this.publicUrl = publicUrl;
        this.tenants = tenants;
    }

    /**
     * Sends a link that confirms the address, to a user who has an account already or was registered by an operator.
     */
    public void verifyEmail(Connection issuing, User user, OpaqueToken token) throws SQLException {
        send(
                issuing,
                user,
                Purpose.VERIFY_EMAIL.life(),
                "Confirm your e-mail address",
                """
                Somebody, probably you, registered this address. To confirm it, open

                %s

                within a day. If it was not you, do not open it.
                """,
                link("verify-email", token));
    }

    /**
     * Sends a link that confirms the address for one registration of it, and sets the password of that registration.
     */
    public void confirmRegistration(Connection inviting, User user, OpaqueToken token, Device device)
            throws SQLException {
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
                link("verify-email", token));
    }

    public void resetPassword(Connection issuing, User user, OpaqueToken token) throws SQLException {
        send(issuing, user, Purpose.RESET_PASSWORD.life(), "Reset your password", """
                To choose a new password, open

                %s

                within 30 minutes. If you did not ask for this, nothing needs to be done.
                """, link("reset-password", token));
    }

    /**
     * Sends a notice that the address is registered already.
     *
     * @param link link to a new password; not mailed to a suspended or closed user
     */
    public void alreadyRegistered(Connection inviting, User user, OpaqueToken link) throws SQLException {
        String subject = "Your address is registered already";
        if (!user.isActive()) {
            send(inviting, user, NOTICE, subject, """
                    Somebody, probably you, registered this address. It is registered already, and nothing was changed.
                    It cannot be used now; ask the operator if you want to know more.
                    """, "");
            return;
        }
        send(inviting, user, Purpose.RESET_PASSWORD.life(), subject, """
                Somebody, probably you, registered this address. It is registered already, and nothing was changed:
                log in with the password you have. If you do not know it, choose a new one at

                %s

                within 30 minutes. If it was not you, nothing needs to be done.
                """, link("reset-password", link));
    }

    public void code(User user, String code) {
        String text = """
                Your code is %s. It is good for five minutes and for one login.
                If you are not logging in, somebody knows your password: change it.
                """;
        post.send(mail(user, Purpose.SECOND_FACTOR.life(), "Your login code", text.replace("%s", code), code));
    }

    public void newDevice(Connection changing, User user, Device device) throws SQLException {
        String text = "Your account was just used from a device we have not seen before:\n\n" + device.agent()
                + "\nfrom " + device.address() + "\n\nIf this was not you, change your password and end the session.\n";
        post.send(changing, mail(user, NOTICE, "Login from a new device", text, device.address()));
    }

    /** Sends a notice of a protective measure on the user's account. */
    public void guarded(User user, String why, String what, Duration lasts) {
        String text = "We saw something unusual about your account (" + why.replace('_', ' ')
                + ") and did this for your safety: " + what.replace('_', ' ') + ", for " + lasts.toHours()
                + " hours.\nIf it was you, ask the operator to end it sooner. If not, change your password.\n";
        post.send(mail(user, NOTICE, "Something unusual about your account", text, ""));
    }

    /**
     * Sends a notice that an erasure was requested.
     *
     * @param forfeited amounts that are too small to be withdrawn, in words
     */
    public void erasureAsked(Connection changing, User user, Instant due, List<String> forfeited) throws SQLException {
        String small = forfeited.isEmpty() ? "" : " Now that is " + String.join(", ", forfeited) + ".";
        String text =
                "Somebody, probably you, asked that everything we know of you is erased. It will be done on " + due
                        + ".\nUntil then you can take it back in your account. If it was not you, do so and change your password.\n"
                        + "\nAn amount in your account that is below the least withdrawal does not stand in the way: it goes to the"
                        + " exchange." + small + "\n";
        post.send(changing, mail(user, NOTICE, "Your data will be erased", text, ""));
    }

    /**
     * Sends a notice that the password was changed.
     *
     * @param keys names of API keys that stay valid
     */
    public void passwordChanged(Connection changing, User user, List<String> keys) throws SQLException {
        String text = """
                Your password was just changed, and your other sessions were ended.
                If this was not you, reset it at once.
                """;
        String going = "\nThese API keys go on; revoke those that are not yours:\n";
        post.send(changing, mail(user, NOTICE, "Your password was changed", withKeys(text, going, keys), ""));
    }

    /**
     * Sends a notice that the password was reset.
     *
     * @param keys names of API keys that are suspended until the owner confirms them
     */
    public void passwordReset(Connection changing, User user, List<String> keys) throws SQLException {
        String text = """
                Your password was just reset, and all your sessions were ended.
                If this was not you, reset it at once.
                """;
        String waiting = """

                These API keys were made before. They sign nothing until you confirm them;
                revoke those that are not yours:
                """;
        post.send(changing, mail(user, NOTICE, "Your password was reset", withKeys(text, waiting, keys), ""));
    }

    private static String withKeys(String text, String about, List<String> keys) {
        return keys.isEmpty()
                ? text
                : text + about + keys.stream().map(name -> "  " + name + "\n").collect(Collectors.joining());
    }

    /** Sends a letter of another service. */
    void write(int tenant, String to, String subject, String text) {
        post.send(new Mail(
                tenant, to, subject(tenant, subject), text, "", Instant.now().plus(NOTICE)));
    }

    private void send(Connection changing, User user, Duration life, String subject, String text, String secret)
            throws SQLException {
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

    private String link(String what, OpaqueToken token) {
        return pageOf(token.tenant()) + "/?" + what + "=" + token.text();
    }

    private String pageOf(int tenant) {
        Tenant known = tenants.byNumber(tenant);
        if (known == null || known.hosts().isEmpty()) {
            return publicUrl;
        }
        return publicUrl.substring(0, publicUrl.indexOf("://") + 3)
                + known.hosts().getFirst();
    }

    /** Returns the subject with the exchange's name in front, except for the platform's own exchange. */
    private String subject(int tenant, String about) {
        Tenant known = tenants.byNumber(tenant);
        return known == null || tenant == Tenant.DEFAULT ? about : known.name() + ": " + about;
    }
}
