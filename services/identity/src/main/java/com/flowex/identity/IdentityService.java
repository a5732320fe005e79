package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.api.AccountRoutes;
import com.flowex.identity.api.ApiKeyRoutes;
import com.flowex.identity.api.AuthRoutes;
import com.flowex.identity.api.OrphanedAccountRoutes;
import com.flowex.identity.api.PushRoutes;
import com.flowex.identity.api.RestrictionRoutes;
import com.flowex.identity.api.UserRoutes;
import com.flowex.identity.app.IdentityChangeFollower;
import com.flowex.identity.app.account.AccountConsistencyCheck;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.account.UserTransferRecipients;
import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.apikey.RedisDuplicateDetector;
import com.flowex.identity.app.archive.ArchiveWorker;
import com.flowex.identity.app.erasure.ErasureWorker;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.AccountOwnerMailer;
import com.flowex.identity.app.mail.MailDelivery;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.PersonalDataSettings;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.push.BrowserNotifier;
import com.flowex.identity.app.push.FillSource;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.app.registration.AccountRecovery;
import com.flowex.identity.app.registration.Registration;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.AdminBootstrap;
import com.flowex.identity.app.staff.DelegatedRestrictions;
import com.flowex.identity.app.staff.DemoUserCheck;
import com.flowex.identity.app.staff.DemoUsers;
import com.flowex.identity.app.staff.TenantUsers;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.archive.LoginHistory;
import com.flowex.identity.store.credential.ApiKeysTable;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.lockout.AttemptCounter;
import com.flowex.identity.store.lockout.KnownLoginNetworks;
import com.flowex.identity.store.push.PushKeysTable;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.session.KnownDevicesTable;
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
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.settings.Profile;
import java.time.InstantSource;
import java.util.List;

/** Wiring of identity: users in PostgreSQL, sessions and counters there or in Redis, accounts on the exchange. */
public final class IdentityService implements AutoCloseable {

    private final Edge edge;
    private final Platform ground;
    private final IdentitySettings settings;
    private final PasswordHasher passwords;
    private final MailDelivery post;
    private final DemoUsers demoUsers;
    private final AdminBootstrap firstAdmin;
    private final DemoUserCheck published;
    private final IdentityChangeFollower rotation;
    private final AccountConsistencyCheck logAccounts;
    private final ApiKeyDirectory apiKeys;
    private final Archives archives;
    private final Erasures erasures;
    private final Routes routes;
    private final TenantUsers members;
    private final StepUpAuthentication confirmation;
    private final UsersTable users;
    private final TransferRecipients receivers;
    private final RecentCredentialChanges history;
    private final AttackDetector guard;
    private final Sessions sessions;
    private final AccountOwnerMailer accountLetters;
    private final PushWorker pusher;
    private final Restrictions restrictions;
    private final DelegatedRestrictions decided;
    private volatile List<AccountId> demoAccounts = List.of();

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param fills fills to push to browsers
     * @param neighbours data and work of other services about people
     */
    public IdentityService(
            Edge edge,
            IdentitySettings settings,
            CommandSubmitter orders,
            FillSource fills,
            ExternalPersonData neighbours) {
        this(edge, settings, orders, fills, neighbours, InstantSource.system());
    }

    /** @param clock clock that decides which authenticator codes are valid and when people are erased */
    IdentityService(
            Edge edge,
            IdentitySettings settings,
            CommandSubmitter orders,
            FillSource fills,
            ExternalPersonData neighbours,
            InstantSource clock) {
        this.edge = edge;
        this.ground = edge.ground();
        this.settings = settings;
        Database database = ground.database();
        this.passwords = new PasswordHasher(settings.passwords());
        KeyRing ring = KeyRing.of(ground.settings().sealing().keys());
        Sealing sealing = new Sealing(ring);
        this.post = new MailDelivery(settings.mail(), ground, sealing);
        FactorsTable factors = new FactorsTable(database, sealing);
        AccountsTable accountsTable = new AccountsTable(database);
        ApiKeysTable keysTable = new ApiKeysTable(database, sealing);
        PushKeysTable pushKeys = new PushKeysTable(database, sealing);
        PersonKeys personKeys = new PersonKeys(database, sealing);
        IdentityComponents parts = parts(orders, clock, factors, sealing);
        this.sessions = new Sessions(parts);
        this.guard = parts.guard();
        this.apiKeys = new ApiKeyDirectory(keysTable, parts.users(), parts.mustBeVerified(), database);
        AccountRecovery recovery = new AccountRecovery(parts, sessions, apiKeys);
        Registration registration = new Registration(parts, recovery);
        this.users = parts.users();
        this.confirmation = new StepUpAuthentication(parts.factors(), parts.oneTime(), parts.letters());
        RoleRequestsTable requests = new RoleRequestsTable(database);
        this.restrictions = new Restrictions(edge, parts.users(), orders, parts.accounts(), clock);
        UserAdministration staff = new UserAdministration(parts.users(), requests, sessions, restrictions);
        PersonalData own = new PersonalData(database, parts.users(), personKeys, clock);
        this.decided = new DelegatedRestrictions(accountsTable, users, staff, restrictions, own.profiles());
        this.demoUsers = new DemoUsers(parts.users(), passwords, parts.accounts());
        this.members = new TenantUsers(parts, sessions);
        this.receivers = new UserTransferRecipients(accountsTable, parts.lockout(), parts.mustBeVerified());
        this.history = new RecentCredentialChanges(database);
        this.accountLetters = new AccountOwnerMailer(accountsTable, parts.letters());
        this.firstAdmin =
                new AdminBootstrap(parts, settings.staff(), ground.settings().profile() == Profile.PRODUCTION);
        this.published = new DemoUserCheck(parts.users(), passwords, sessions, restrictions);
        this.logAccounts =
                new AccountConsistencyCheck(edge, settings.acceptOlder(), orders, parts.users(), parts.accounts());
        this.apiKeys.register(ground.telemetry().registry());
        this.rotation = new IdentityChangeFollower(
                edge.settings().tokens().signing(),
                parts,
                ring,
                factors,
                keysTable,
                apiKeys,
                pushKeys,
                personKeys,
                ground);
        this.pusher = new PushWorker(
                parts.browsers(),
                pushKeys,
                new PushWorker.Sources(fills, sessions::open, rotation::tenants),
                settings.push(),
                clock,
                ground);
        Reauthentication proof = new Reauthentication(parts.users(), parts.lockout(), passwords, confirmation);
        PersonalDataSettings people = settings.people();
        this.archives = new Archives(
                database,
                parts.users(),
                personKeys,
                proof,
                own.archiveParts(parts.sessions(), new LoginHistory(Edge.addresses(ground))),
                neighbours,
                people.archiveLife(),
                clock);
        this.erasures = new Erasures(
                edge, parts, sessions, restrictions, proof, neighbours, people.erased(), people.erasureWait(), clock);
        this.routes = new Routes()
                .addAll(new AuthRoutes(
                                registration,
                                sessions,
                                parts.users(),
                                edge.tokens(),
                                ground.telemetry().registry())
                        .routes())
                .addAll(new AccountRoutes(parts, sessions, recovery).routes())
                .addAll(new ApiKeyRoutes(keysTable, apiKeys, parts.users(), confirmation).routes())
                .addAll(new UserRoutes(parts.users(), registration, staff, requests).routes())
                .addAll(new RestrictionRoutes(staff, restrictions, clock).routes())
                .addAll(new PushRoutes(settings.push(), parts.browsers(), pushKeys, fills, parts.users(), pusher)
                        .routes())
                .addAll(own.routes())
                .addAll(archives.routes())
                .addAll(erasures.routes())
                .addAll(new OrphanedAccountRoutes(accountsTable, parts, staff, sessions, restrictions).routes());
    }

    private IdentityComponents parts(
            CommandSubmitter orders, InstantSource clock, FactorsTable factors, Sealing sealing) {
        Database database = ground.database();
        UsersTable users = new UsersTable(database);
        Lockout lockout = new Lockout(AttemptCounter.of(ground), new KnownLoginNetworks(database), settings.lockout());
        UserMailer letters = new UserMailer(post, settings.mail().link(), edge.tenants());
        return new IdentityComponents(
                users,
                SessionStore.of(ground, settings.refreshTokenLife()),
                passwords,
                new AccountOpening(orders, users, new AccountsTable(database)),
                edge.tokens(),
                lockout,
                new OneTimeTokensTable(database),
                new SecondFactors(factors, lockout, clock),
                letters,
                new KnownDevicesTable(database, letters::newDevice),
                new AttackDetector(
                        ground, edge.audit(), users, letters, settings.guard(), this::endSessions, this::revokeKey),
                new SubscriptionsTable(database, sealing),
                settings.emailMustBeVerified());
    }

    /**
     * Requires that the lists of users and tenants are as new as the log, or that the operator accepts that they are
     * not. The caller calls it before {@link #start} and once the view of the log's accounts is complete.
     *
     * @throws com.flowex.platform.settings.StartupException if they are older; the message names how far both sides go
     *     and what to do
     */
    public void requireAccounts() {
        ground.database().migrate("identity");
        logAccounts.require();
    }

    /** Follows ended sessions and rotated keys, which the process that runs identity decides. Creates no users. */
    public void follow() {
        ground.database().migrate("identity");
        erasures.erasing().eraseAgain();
        rotation.start();
    }

    /** Registers health checks of the systems that identity depends on. */
    public void watch(HealthMonitor lookout) {
        post.watch(lookout);
    }

    /** Migrates the schema to the latest version and creates the users who must exist. */
    public void start() {
        ground.database().migrate("identity");
        erasures.erasing().eraseAgain();
        if (settings.staff().demoUsers()) {
            demoAccounts = demoUsers.ensure();
        }
        if (ground.settings().profile() == Profile.PRODUCTION) {
            published.endOrRefuse(settings.staff().published());
        }
        firstAdmin.ensure();
        restrictions.start();
        rotation.start();
    }

    public Routes routes() {
        return routes;
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

    /** Returns the worker that creates requested archives. */
    public ArchiveWorker archives() {
        return archives.making();
    }

    /** Returns the worker that erases people whose waiting period is over. */
    public ErasureWorker erasures() {
        return erasures.erasing();
    }

    private void endSessions(User user) {
        sessions.endEverything(user);
    }

    private void revokeKey(int tenant, long user, String id) {
        apiKeys.revoke(tenant, user, id);
    }

    /** Starts pushing fills to browsers if push is offered. Only the process that keeps the view of trades calls it. */
    public void tellBrowsers() {
        if (settings.push().isOffered()) {
            pusher.start();
        }
    }

    /** Returns the sender of notifications from other services to users' browsers. */
    public BrowserNotifier browserNotes() {
        return pusher.notes();
    }

    /** Returns the detector of what looks like an attack. */
    public AttackDetector guard() {
        return guard;
    }

    /** Returns the restrictions that administrators put on users. */
    public Restrictions restrictions() {
        return restrictions;
    }

    /** Returns the adapter through which other services set restrictions that were decided there. */
    public DelegatedRestrictions decidedRestrictions() {
        return decided;
    }

    /** Returns the recent changes of how users log in. */
    public RecentCredentialChanges accessHistory() {
        return history;
    }

    /** Returns the sender of the mails in the outbox. */
    public MailDelivery post() {
        return post;
    }

    /** Returns the sender of letters to owners of accounts. */
    public AccountOwnerMailer accountLetters() {
        return accountLetters;
    }

    /** Returns the lookup of users who can receive transfers. */
    public TransferRecipients receivers() {
        return receivers;
    }

    /** Returns the people of a tenant, for the service that creates and removes tenants. */
    public TenantMembers members() {
        return members;
    }

    /** Returns the API keys by which requests may be signed. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Returns the detector of repeated nonces of signed requests. Processes that share a Redis share the nonces. */
    public DuplicateDetector nonces() {
        return ground.redis()
                .<DuplicateDetector>map(RedisDuplicateDetector::new)
                .orElseGet(LocalDuplicateDetector::new);
    }

    /** Returns the accounts of the demo users, the trader's first; empty if there are none. */
    public List<AccountId> demoAccounts() {
        return demoAccounts;
    }

    /** Returns the number of passwords hashed since the start. */
    public long passwordsHashed() {
        return passwords.computed();
    }

    @Override
    public void close() {
        pusher.close();
        restrictions.close();
        rotation.close();
        passwords.close();
    }
}
