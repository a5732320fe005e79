package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.identity.app.IdentityChangeFollower;
import com.flowex.identity.app.KeyRotation;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.account.UserTransferRecipients;
import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.apikey.ApiKeyUses;
import com.flowex.identity.app.apikey.RedisDuplicateDetector;
import com.flowex.identity.app.apikey.WithdrawalRights;
import com.flowex.identity.app.factor.Passkeys;
import com.flowex.identity.app.factor.PaymentConfirmation;
import com.flowex.identity.app.factor.PaymentConfirmation.Payment;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.AccountOwnerMailer;
import com.flowex.identity.app.mail.MailOutbox;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.app.restriction.LocalAdministrators;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.LocalLogins;
import com.flowex.identity.app.session.LogInHistory;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.DelegatedRestrictions;
import com.flowex.identity.app.staff.TenantUsers;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.credential.ApiKeyUsesTable;
import com.flowex.identity.store.credential.ApiKeysTable;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.credential.PaymentCodesTable;
import com.flowex.identity.store.lockout.AttemptCounter;
import com.flowex.identity.store.lockout.KnownLoginNetworks;
import com.flowex.identity.store.notification.NotificationsTable;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.push.PushKeysTable;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.session.KnownDevicesTable;
import com.flowex.identity.store.session.LogInsTable;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.RecentCredentialChanges;
import com.flowex.identity.store.user.RoleRequestsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.List;

/**
 * Users, their sessions and keys, in every process: who may send a request, and the functions of identity that other
 * services need. It has no routes and creates no users; {@link IdentityService} does.
 */
public final class IdentityAccess implements AutoCloseable {

    private final Edge edge;
    private final Platform platform;
    private final IdentitySettings settings;
    private final InstantSource clock;
    private final CommandSubmitter orders;
    private final KeyRing ring;
    private final PasswordHasher passwords;
    private final MailOutbox outbox;
    private final ApiKeysTable keysTable;
    private final PushKeysTable pushKeys;
    private final PersonKeys personKeys;
    private final NotificationsTable notifications;
    private final UserWebhooks webhooks;
    private final IdentityComponents parts;
    private final Sessions sessions;
    private final ApiKeyDirectory apiKeys;
    private final WithdrawalRights withdrawalRights;
    private final UsersTable users;
    private final StepUpAuthentication confirmation;
    private final PaymentConfirmation payments;
    private final RoleRequestsTable requests;
    private final Restrictions restrictions;
    private final UserAdministration staff;
    private final PersonalData own;
    private final DelegatedRestrictions delegated;
    private final AccountsTable accounts;
    private final IdentityChangeFollower changes;

    /** Wires the access; {@link #migrate} and {@link #follow} start it. */
    public IdentityAccess(Edge edge, IdentitySettings settings, CommandSubmitter orders) {
        this(edge, settings, orders, InstantSource.system());
    }

    /** @param clock clock that decides which authenticator codes are valid and when people are erased */
    IdentityAccess(Edge edge, IdentitySettings settings, CommandSubmitter orders, InstantSource clock) {
        this.edge = edge;
        this.platform = edge.platform();
        this.settings = settings;
        this.clock = clock;
        this.orders = orders;
        Database database = platform.database();
        this.accounts = new AccountsTable(database);
        this.passwords = new PasswordHasher(settings.passwords());
        this.ring = KeyRing.of(platform.settings().sealing().keys());
        Sealing sealing = new Sealing(ring);
        this.outbox = new MailOutbox(database, sealing);
        this.notifications = new NotificationsTable(database);
        this.webhooks = new UserWebhooks(database, ring, clock);
        UserMailer letters =
                new UserMailer(outbox, settings.mail().link(), edge.tenants(), notifications, webhooks.queues());
        FactorsTable factors = new FactorsTable(database, sealing, letters::factorChanged);
        this.keysTable = new ApiKeysTable(database, sealing);
        this.pushKeys = new PushKeysTable(database, sealing);
        this.personKeys = new PersonKeys(database, sealing);
        this.parts = parts(factors, letters, sealing);
        this.sessions = new Sessions(parts);
        ApiKeyUses uses = new ApiKeyUses(new ApiKeyUsesTable(database), clock);
        this.apiKeys = new ApiKeyDirectory(keysTable, parts.users(), parts.mustBeVerified(), database, uses);
        this.users = parts.users();
        this.withdrawalRights = new WithdrawalRights(apiKeys, users, parts.mustBeVerified(), clock);
        this.confirmation = new StepUpAuthentication(parts.factors(), parts.oneTime(), parts.letters());
        this.payments = new PaymentConfirmation(
                confirmation,
                new PaymentCodesTable(database),
                parts.lockout(),
                letters,
                tenant -> settings.paymentCodes() && isOn(tenant, Feature.WITHDRAWAL_CODES));
        this.requests = new RoleRequestsTable(database);
        LocalAdministrators administrators = new LocalAdministrators(settings.emailMustBeVerified());
        this.restrictions = new Restrictions(edge, parts.users(), orders, parts.accounts(), administrators, clock);
        this.staff = new UserAdministration(parts.users(), requests, sessions, restrictions);
        this.own = new PersonalData(database, parts.users(), personKeys, clock);
        this.delegated = new DelegatedRestrictions(accounts, users, staff, restrictions, own.profiles());
        this.apiKeys.register(platform.telemetry().registry());
        KeyRotation rotation = new KeyRotation(
                ring,
                List.of(
                        factors::sealAgain,
                        keysTable::sealAgain,
                        parts.browsers()::sealAgain,
                        pushKeys::sealAgain,
                        webhooks::sealAgain,
                        parts.providers()::sealAgain,
                        personKeys::sealAgain));
        this.changes =
                new IdentityChangeFollower(edge.settings().tokens().signing(), parts, rotation, apiKeys, platform);
    }

    private IdentityComponents parts(FactorsTable factors, UserMailer letters, Sealing sealing) {
        Database database = platform.database();
        UsersTable users = new UsersTable(database);
        AttemptCounter attempts = AttemptCounter.of(platform);
        Lockout lockout = new Lockout(attempts, new KnownLoginNetworks(database), settings.lockout());
        AttackDetector.Ends ends = user -> sessions.endEverything(user);
        AttackDetector.KeyRevoker revokes = (tenant, user, id) -> apiKeys.revoke(tenant, user, id);
        AttackDetector detector = new AttackDetector(edge, users, letters, settings.guard(), ends, revokes);
        Passkeys passkeys = Passkeys.on(database, users, letters::factorChanged, detector::passkeyCounterStood);
        return new IdentityComponents(
                users,
                SessionStore.of(platform, settings.refreshTokenLife()),
                passwords,
                new AccountOpening(orders, users, new AccountsTable(database)),
                edge.tokens(),
                lockout,
                new OneTimeTokensTable(database),
                new SecondFactors(
                        factors,
                        passkeys,
                        lockout,
                        PhoneCodes.codes(edge, settings.sms(), ring, personKeys, lockout),
                        clock),
                letters,
                new KnownDevicesTable(database, letters::newDevice),
                detector,
                new SubscriptionsTable(database, sealing),
                new LocalLogins(platform.telemetry().registry()),
                new LogInHistory(new LogInsTable(database)),
                new OidcProvidersTable(database, sealing),
                settings.emailMustBeVerified());
    }

    private boolean isOn(int tenant, Feature feature) {
        Tenant known = edge.tenants().byNumber(tenant);
        return known == null || known.isOn(feature);
    }

    /** Brings the schema up to date. */
    public void migrate() {
        platform.database().migrate("identity");
    }

    /** Starts to follow ended sessions and rotated keys, which any process may decide. */
    public void follow() {
        changes.start();
    }

    /** Creates the worker that pushes news of orders to browsers; the process with the view of trades starts it. */
    public PushWorker pushes(OrderNewsSource news) {
        return new PushWorker(
                parts.browsers(),
                pushKeys,
                new PushWorker.Sources(news, sessions::open, changes::tenants, notifications),
                settings.push(),
                clock,
                platform);
    }

    /**
     * Asks a logged-in user for their second factor once more. A user without a second factor is not asked.
     *
     * @param code code as sent; empty if none was sent
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void confirm(int tenant, long userId, String code) {
        User user = users.byId(tenant, userId).orElseThrow(() -> Refusal.unauthorized("there is no such user"));
        confirmation.require(user, code);
    }

    /** Returns the right of users and API keys to withdraw, as the database has it now. */
    public WithdrawalRights withdrawalRights() {
        return withdrawalRights;
    }

    /**
     * Requires a payment's confirmation by its owner: a code of the second factor, or a mailed code of a user without one.
     *
     * @param code code as sent; empty if none was sent
     * @throws Refusal as {@link #confirm}
     */
    public void confirmPayment(int tenant, long userId, Payment payment, String code) {
        User user = users.byId(tenant, userId).orElseThrow(() -> Refusal.unauthorized("there is no such user"));
        payments.require(user, payment, code);
    }

    /** Lets links of mails lead to this port of the machine, unless their address is set. */
    public void listensAt(int port) {
        if (!settings.mail().isLinkGiven()) {
            parts.letters().pageAt("http://localhost:" + port);
        }
    }

    /** Returns the detector of what looks like an attack. */
    public AttackDetector guard() {
        return parts.guard();
    }

    /** Returns the restrictions that administrators put on users. */
    public Restrictions restrictions() {
        return restrictions;
    }

    /** Returns the adapter through which other services set restrictions that were decided there. */
    public DelegatedRestrictions decidedRestrictions() {
        return delegated;
    }

    /** Returns the recent changes of how users log in. */
    public RecentCredentialChanges accessHistory() {
        return new RecentCredentialChanges(platform.database());
    }

    /** Returns the sender of letters to owners of accounts. */
    public AccountOwnerMailer accountLetters() {
        return new AccountOwnerMailer(accounts, parts.letters());
    }

    /** Returns the accounts of the log with their owners and users. */
    public AccountsTable accounts() {
        return accounts;
    }

    /** Returns the channels by which users want to be notified. */
    public NotificationsTable notifications() {
        return notifications;
    }

    /** Returns the webhooks of users. */
    public UserWebhooks webhooks() {
        return webhooks;
    }

    /** Returns the languages and countries of users. */
    public ProfileQueries profiles() {
        return new ProfileQueries(users, accounts, own);
    }

    /** Returns the lookup of users who can receive transfers. */
    public TransferRecipients receivers() {
        return new UserTransferRecipients(accounts, parts.lockout(), parts.mustBeVerified());
    }

    /** Returns the people of a tenant, for the service that creates and removes tenants. */
    public TenantMembers members() {
        return new TenantUsers(parts, sessions);
    }

    /** Returns the API keys by which requests may be signed. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Returns the detector of repeated nonces of signed requests. Processes that share a Redis share the nonces. */
    public DuplicateDetector nonces() {
        return platform.redis()
                .<DuplicateDetector>map(RedisDuplicateDetector::new)
                .orElseGet(LocalDuplicateDetector::new);
    }

    /** Returns the number of passwords hashed since the start. */
    public long passwordsHashed() {
        return passwords.computed();
    }

    Edge edge() {
        return edge;
    }

    IdentitySettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    CommandSubmitter orders() {
        return orders;
    }

    IdentityComponents parts() {
        return parts;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Returns the directory of API keys. */
    public ApiKeyDirectory keyDirectory() {
        return apiKeys;
    }

    ApiKeysTable keysTable() {
        return keysTable;
    }

    PushKeysTable pushKeys() {
        return pushKeys;
    }

    PersonKeys personKeys() {
        return personKeys;
    }

    PaymentConfirmation payments() {
        return payments;
    }

    StepUpAuthentication confirmation() {
        return confirmation;
    }

    RoleRequestsTable requests() {
        return requests;
    }

    UserAdministration staff() {
        return staff;
    }

    PersonalData own() {
        return own;
    }

    MailOutbox outbox() {
        return outbox;
    }

    @Override
    public void close() {
        restrictions.close();
        changes.close();
        passwords.close();
    }
}
