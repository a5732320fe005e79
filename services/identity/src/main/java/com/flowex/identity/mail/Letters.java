package com.flowex.identity.mail;

import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantDirectory;
import com.flowex.identity.user.Device;
import com.flowex.identity.user.OpaqueToken;
import com.flowex.identity.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What we write to users. */
public final class Letters {

    private final Post post;
    private final String publicUrl;
    private final TenantDirectory tenants;

    /** @param publicUrl of the page, which takes the tokens; a tenant with hosts of its own has the page there */
    public Letters(Post post, String publicUrl, TenantDirectory tenants) {
        this.post = post;
        this.publicUrl = publicUrl;
        this.tenants = tenants;
    }

    public void verifyEmail(String to, OpaqueToken token) {
        send(token.tenant(), to, "Confirm your e-mail address", """
                Somebody, probably you, registered this address. To confirm it, open

                %s

                within a day. If it was not you, nothing needs to be done.
                """, link("verify-email", token));
    }

    public void resetPassword(String to, OpaqueToken token) {
        send(token.tenant(), to, "Reset your password", """
                To choose a new password, open

                %s

                within 30 minutes. If you did not ask for this, nothing needs to be done.
                """, link("reset-password", token));
    }

    /** @param link to a new password; not for who is suspended or closed */
    public void alreadyRegistered(User user, OpaqueToken link) {
        String subject = "Your address is registered already";
        if (!user.isActive()) {
            send(user.tenant(), user.email(), subject, """
                    Somebody, probably you, registered this address. It is registered already, and nothing was changed.
                    It cannot be used now; ask the operator if you want to know more.
                    """, "");
            return;
        }
        send(user.tenant(), user.email(), subject, """
                Somebody, probably you, registered this address. It is registered already, and nothing was changed:
                log in with the password you have. If you do not know it, choose a new one at

                %s

                within 30 minutes. If it was not you, nothing needs to be done.
                """, link("reset-password", link));
    }

    public void code(User user, String code) {
        send(user.tenant(), user.email(), "Your login code", """
                Your code is %s. It is good for five minutes and for one login.
                If you are not logging in, somebody knows your password: change it.
                """, code);
    }

    public void newDevice(User user, Device device) {
        String text = "Your account was just used from a device we have not seen before:\n\n" + device.agent()
                + "\nfrom " + device.address() + "\n\nIf this was not you, change your password and end the session.\n";
        post.send(new Mail(user.email(), subject(user.tenant(), "Login from a new device"), text, device.address()));
    }

    /** What was done for the user's safety. */
    public void guarded(User user, String why, String what, Duration lasts) {
        String text = "We saw something unusual about your account (" + why.replace('_', ' ')
                + ") and did this for your safety: " + what.replace('_', ' ') + ", for " + lasts.toHours()
                + " hours.\nIf it was you, ask the operator to end it sooner. If not, change your password.\n";
        post.send(new Mail(user.email(), subject(user.tenant(), "Something unusual about your account"), text, ""));
    }

    public void erasureAsked(User user, Instant due) {
        String text =
                "Somebody, probably you, asked that everything we know of you is erased. It will be done on " + due
                        + ".\nUntil then you can take it back in your account. If it was not you, do so and change your password.\n";
        post.send(new Mail(user.email(), subject(user.tenant(), "Your data will be erased"), text, ""));
    }

    /** @param keys API keys that go on */
    public void passwordChanged(User user, List<String> keys) {
        String text = """
                Your password was just changed, and your other sessions were ended.
                If this was not you, reset it at once.
                """;
        post.send(new Mail(
                user.email(),
                subject(user.tenant(), "Your password was changed"),
                keys.isEmpty()
                        ? text
                        : text + "\nThese API keys go on; revoke those that are not yours:\n" + lines(keys),
                ""));
    }

    /** @param keys API keys that wait for the owner */
    public void passwordReset(User user, List<String> keys) {
        String text = """
                Your password was just reset, and all your sessions were ended.
                If this was not you, reset it at once.
                """;
        String waiting = """

                These API keys were made before. They sign nothing until you confirm them;
                revoke those that are not yours:
                """;
        post.send(new Mail(
                user.email(),
                subject(user.tenant(), "Your password was reset"),
                keys.isEmpty() ? text : text + waiting + lines(keys),
                ""));
    }

    private static String lines(List<String> names) {
        return names.stream().map(name -> "  " + name + "\n").collect(Collectors.joining());
    }

    /**
     * Writes to somebody now, for who can try again.
     *
     * @throws jakarta.mail.SendFailedException if the server refuses this letter
     * @throws Exception that is {@link com.flowex.ground.work.Passing} if there is no server now
     */
    public void writeNow(int tenant, String to, String subject, String text) throws Exception {
        post.sendNow(new Mail(to, subject(tenant, subject), text, ""));
    }

    private void send(int tenant, String to, String subject, String text, String secret) {
        post.send(new Mail(to, subject(tenant, subject), text.replace("%s", secret), secret));
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

    /** Of which of many exchanges it is about: not said by the platform's own. */
    private String subject(int tenant, String about) {
        Tenant known = tenants.byNumber(tenant);
        return known == null || tenant == Tenant.DEFAULT ? about : known.name() + ": " + about;
    }
}
