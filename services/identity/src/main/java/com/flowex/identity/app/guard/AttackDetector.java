package com.flowex.identity.app.guard;

import com.flowex.access.Edge;
import com.flowex.access.auth.AccessListener;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.store.guard.DetectionRule;
import com.flowex.identity.store.guard.NetworkHistory;
import com.flowex.identity.store.guard.ProtectiveMeasure;
import com.flowex.identity.store.guard.SecurityCasesTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.Platform;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.LogContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detector of attacks. It watches logins, keys, refusals and withdrawals, and applies the measures of the {@link
 * DetectionRule}s. It processes reports of requests asynchronously: no answer waits for it, and its failure locks no user out.
 */
public final class AttackDetector implements AccessListener {

    private static final Logger LOG = LoggerFactory.getLogger(AttackDetector.class);

    static final int NETWORKS_MANY = 10;
    static final int REFUSALS_MANY = 50;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int NETWORK_BYTES = 8;
    private static final int SEVERITY = 70;

    /** Callback that ends a user's sessions. */
    @FunctionalInterface
    public interface Ends {
        void sessionsOf(User user);
    }

    /** Callback that revokes a key. */
    @FunctionalInterface
    public interface KeyRevoker {
        void key(int tenant, long user, String id);
    }

    private final SecurityCasesTable cases;
    private final NetworkHistory places;
    private final CountryLookup countries;
    private final boolean acts;
    private final UsersTable users;
    private final UserMailer letters;
    private final AuditLog audit;
    private final MeterRegistry registry;
    private final Ends ends;
    private final KeyRevoker revokes;
    private final SlidingWindowCounter networksOfAccount = new SlidingWindowCounter(WINDOW, NETWORKS_MANY);
    /**
     * Failed logins by network. Repeated failures of one account must soon wait, so many failures mean many accounts.
     */
    private final SlidingWindowCounter failuresOfNetwork;

    private final SlidingWindowCounter refusals = new SlidingWindowCounter(WINDOW, REFUSALS_MANY);

    public AttackDetector(
            Edge edge,
            UsersTable users,
            UserMailer letters,
            AttackDetectorSettings settings,
            Ends ends,
            KeyRevoker revokes) {
        Platform platform = edge.platform();
        this.acts = settings.acts();
        this.countries = settings.countries();
        this.failuresOfNetwork = new SlidingWindowCounter(WINDOW, settings.failuresMany());
        this.cases = new SecurityCasesTable(platform.database());
        this.places = new NetworkHistory(platform.database());
        this.registry = platform.telemetry().registry();
        this.audit = edge.audit();
        this.users = users;
        this.letters = letters;
        this.ends = ends;
        this.revokes = revokes;
        Stream.of(DetectionRule.values()).forEach(this::detections);
    }

    private Counter detections(DetectionRule rule) {
        return registry.counter(
                "flowex.security.detections",
                "rule",
                rule.word(),
                "action",
                handlingOf(rule).word());
    }

    SecurityCasesTable cases() {
        return cases;
    }

    /** @throws Refusal {@code too_many_attempts} if logins from this network are locked now */
    public void requireOpen(int tenant, Device device) {
        cases.until(tenant, hash(network(device.address())), ProtectiveMeasure.NETWORK_LOCKED)
                .ifPresent(end -> {
                    throw Refusal.forNow(
                            RefusalCode.TOO_MANY_ATTEMPTS,
                            "too many accounts were tried from this network; try later",
                            Math.max(1, Duration.between(Instant.now(), end).toSeconds()));
                });
    }

    /** Returns true if the user's password is only valid at places they logged in from before. */
    public boolean isLocked(User user) {
        return cases.until(user.tenant(), user.id(), ProtectiveMeasure.LOGIN_LOCKED)
                .isPresent();
    }

    /**
     * Counts a wrong password.
     *
     * @param user user with this address; empty if there is none
     */
    public void failed(int tenant, Optional<User> user, String email, Device device) {
        String network = network(device.address());
        String account = hash(email.strip().toLowerCase(Locale.ROOT));
        if (networksOfAccount.add(tenant + " " + account, network) && user.isPresent()) {
            notice(DetectionRule.BRUTE_FORCE_ACCOUNT, user.get(), network);
        }
        if (failuresOfNetwork.add(tenant + " " + network)) {
            runQuietly(() ->
                    open(DetectionRule.BRUTE_FORCE_ADDRESS, tenant, SecurityCasesTable.NONE, hash(network), network));
        }
    }

    /** Checks the network of a session that has begun. */
    public void loggedIn(User user, Device device) {
        runQuietly(() -> {
            String country = countries.of(device.address()).orElse("");
            NetworkHistory.PlaceCheck check =
                    places.check(user.tenant(), "user " + user.id(), hash(network(device.address())), country);
            if (check.isElsewhere()) {
                handle(DetectionRule.IMPOSSIBLE_TRAVEL, user, network(device.address()));
            } else if (check.isNew()) {
                handle(DetectionRule.NEW_NETWORK, user, network(device.address()));
            }
        });
    }

    @Override
    public void keyUsed(Caller caller, InetAddress from) {
        if (!(caller.credential() instanceof Credential.Key(String id))) {
            return;
        }
        String network = network(from.getHostAddress());
        runQuietly(() -> {
            NetworkHistory.PlaceCheck check = places.check(caller.tenant(), "key " + id, hash(network), "");
            if (check.isNew() && caller.may(Permission.WITHDRAW)) {
                byId(caller).ifPresent(user -> handle(DetectionRule.KEY_FROM_NEW_NETWORK, user, network));
            }
        });
    }

    @Override
    public void forbidden(Caller caller, InetAddress from) {
        String name = caller.tenant() + " " + caller.userId();
        if (!refusals.add(name)) {
            return;
        }
        runQuietly(() -> byId(caller).ifPresent(user -> {
            if (handle(DetectionRule.REFUSED_PERMISSIONS, user, network(from.getHostAddress())) && acts) {
                ends.sessionsOf(user);
                if (caller.credential() instanceof Credential.Key(String id)) {
                    revokes.key(user.tenant(), user.id(), id);
                }
            }
        }));
    }

    /**
     * Checks a request to withdraw.
     *
     * @param hasReset true if the password or the second factor was replaced within a day
     * @throws Refusal {@code account_restricted} if withdrawals of this user are frozen
     */
    public void withdraws(int tenant, long userId, boolean hasReset) {
        if (hasReset) {
            users.byId(tenant, userId).ifPresent(user -> notice(DetectionRule.WITHDRAWAL_AFTER_RESET, user, ""));
        }
        cases.until(tenant, userId, ProtectiveMeasure.WITHDRAWALS_FROZEN).ifPresent(end -> {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "withdrawals of this account are frozen until " + end + " for its own safety; ask the operator");
        });
    }

    /** Notes a signature of a passkey whose counter has not grown. */
    public void passkeyCounterStood(User user) {
        notice(DetectionRule.PASSKEY_COUNTER, user, "");
    }

    private Optional<User> byId(Caller caller) {
        return users.byId(caller.tenant(), caller.userId());
    }

    private void notice(DetectionRule rule, User user, String source) {
        runQuietly(() -> handle(rule, user, source));
    }

    /** @return true if a new case was opened */
    private boolean handle(DetectionRule rule, User user, String source) {
        boolean isNew = open(rule, user.tenant(), user.id(), "", source);
        if (isNew && handlingOf(rule) != ProtectiveMeasure.NOTED) {
            letters.guarded(user, rule.word(), handlingOf(rule).word(), rule.lasts());
        }
        return isNew;
    }

    private boolean open(DetectionRule rule, int tenant, long user, String subject, String source) {
        Optional<Long> opened = cases.open(tenant, user, subject, rule, handlingOf(rule));
        opened.ifPresent(id -> report(rule, tenant, user, id, source));
        return opened.isPresent();
    }

    private void report(DetectionRule rule, int tenant, long user, long id, String source) {
        detections(rule).increment();
        DedicatedLoggers.SECURITY
                .atInfo()
                .addKeyValue("event.kind", "alert")
                .addKeyValue("event.category", "intrusion_detection")
                .addKeyValue("event.type", "info")
                .addKeyValue("event.severity", SEVERITY)
                .addKeyValue("flowex.rule", rule.word())
                .addKeyValue("flowex.handling", handlingOf(rule).word())
                .addKeyValue(LogContext.TENANT, Integer.toString(tenant))
                .addKeyValue(LogContext.USER, Long.toString(user))
                .addKeyValue("source.address", source)
                .log("case {}: {}, {}", id, rule.word(), handlingOf(rule).word());
        LOG.warn(
                "case {} of tenant {}: {} (user {}): {}; ./flowex security lift {} ends it",
                id,
                tenant,
                rule.word(),
                user,
                handlingOf(rule).word(),
                id);
        AuditEntry.Change change = new AuditEntry.Change(
                user == SecurityCasesTable.NONE ? "network" : "user " + user, "", "{\"case\":" + id + "}");
        audit.recordSoon(new AuditEntry(
                tenant,
                "system",
                "security " + rule.word(),
                change,
                handlingOf(rule).word(),
                source,
                "case-" + id));
    }

    private ProtectiveMeasure handlingOf(DetectionRule rule) {
        return acts ? rule.handling() : ProtectiveMeasure.NOTED;
    }

    private static void runQuietly(Runnable work) {
        AsyncTask.begin("guard", work);
    }

    /**
     * Returns the network of an address: the first 64 bits of an IPv6 address, because one client usually controls all
     * of them.
     */
    static String network(String address) {
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(OpaqueToken.sha256(text));
    }
}
