package com.flowex.wallet.api.withdrawal;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.SecondFactor;
import com.flowex.wallet.app.withdrawal.DestinationParser;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.withdrawal.AllowList;
import com.flowex.wallet.store.withdrawal.AllowListStore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes of a user's withdrawal allow-list. */
public final class AllowListRoutes {

    private static final String LIST = "/api/wallet/allow-list";
    private static final int ADDRESSES_MAX = 200;
    private static final int LENGTH_MAX = 200;
    private static final int LABEL_LENGTH_MAX = 60;
    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{0,12}");

    private final AllowListStore lists;
    private final CustodyConnections vault;
    private final SecondFactor secondFactor;
    private final WithdrawalSettings settings;

    public AllowListRoutes(
            AllowListStore lists, CustodyConnections vault, SecondFactor secondFactor, WithdrawalSettings settings) {
        this.lists = lists;
        this.vault = vault;
        this.secondFactor = secondFactor;
        this.settings = settings;
    }

    public Routes routes() {
        return new Routes()
                .get(
                        LIST,
                        Access.of(Permission.READ),
                        request -> Answer.ok(lists.of(request.caller().account())))
                .post(LIST, Access.of(Permission.ACCOUNT), this::add)
                .audited()
                .post(LIST + "/remove", Access.of(Permission.ACCOUNT), this::remove)
                .audited()
                .post(LIST + "/mode", Access.of(Permission.ACCOUNT), this::mode)
                .audited();
    }

    private record Entry(
            @Nullable String network,
            @Nullable String address,
            @Nullable String memo,
            @Nullable String label,
            @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Entry[" + network + ", " + address + "]";
        }
    }

    private record Mode(@Nullable Boolean enabled, @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Mode[" + enabled + "]";
        }
    }

    private record Audited(String network, String address, String memo) {}

    private record AuditedMode(boolean enabled) {}

    /**
     * Validates an entry.
     *
     * @param isNew false for an entry that is removed: it may be older than the rules
     */
    private Audited read(Entry entry, boolean isNew) {
        Fields fields = new Fields();
        String network = fields.text("network", entry.network(), LENGTH_MAX);
        String typed = fields.text("address", entry.address(), LENGTH_MAX);
        fields.check();
        if (network.equals(AllowList.INTERNAL)) {
            return internal(typed);
        }
        Chain chain = vault.chain(network)
                .orElseThrow(() -> Refusal.invalid("network", "one that this exchange is on, or internal"));
        String address = DestinationParser.read(chain, typed, vault, fields);
        String memo = entry.memo() == null ? "" : entry.memo();
        String stored = isNew ? DestinationParser.memo(chain, memo, fields) : memo;
        fields.check();
        return new Audited(network, address, stored);
    }

    /** Reads an account of this exchange. It need not exist: otherwise the list would reveal which accounts do. */
    private static Audited internal(String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw Refusal.invalid("address", "the number of an account of this exchange");
        }
        return new Audited(AllowList.INTERNAL, account, "");
    }

    private Answer add(Request request) {
        Entry entry = request.body(Entry.class);
        Audited audited = read(entry, true);
        Fields fields = new Fields();
        String label = entry.label() == null ? "" : fields.name("label", entry.label(), LABEL_LENGTH_MAX);
        fields.check();
        secondFactor.confirm(request.caller(), entry.code());
        AccountId account = request.caller().account();
        AllowList.Entry added = new AllowList.Entry(audited.network(), audited.address(), audited.memo(), label);
        if (!lists.add(account, added, settings.addressLock(), ADDRESSES_MAX)) {
            throw new Refusal(RefusalCode.WITHDRAWAL_LIMIT, "a list has at most " + ADDRESSES_MAX + " addresses");
        }
        request.audit("allow-list " + account.number(), null, audited);
        return Answer.created(lists.of(account));
    }

    private Answer remove(Request request) {
        Audited audited = read(request.body(Entry.class), false);
        AccountId account = request.caller().account();
        if (!lists.remove(account, audited.network(), audited.address(), audited.memo())) {
            throw Refusal.notFound("the address is not on the list");
        }
        request.audit("allow-list " + account.number(), audited, null);
        return Answer.ok(lists.of(account));
    }

    /** Switches the list on at once, or off after a delay. */
    private Answer mode(Request request) {
        Mode mode = request.body(Mode.class);
        if (mode.enabled() == null) {
            throw Refusal.invalid("enabled", "given");
        }
        boolean enabled = mode.enabled();
        if (!enabled) {
            secondFactor.confirm(request.caller(), mode.code());
        }
        AccountId account = request.caller().account();
        if (enabled) {
            lists.switchOn(account);
        } else {
            lists.switchOff(account, settings.addressLock());
        }
        request.audit("allow-list " + account.number(), null, new AuditedMode(enabled));
        return Answer.ok(lists.of(account));
    }
}
