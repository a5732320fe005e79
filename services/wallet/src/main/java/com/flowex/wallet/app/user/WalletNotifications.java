package com.flowex.wallet.app.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.LetterTexts;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.messaging.OutboxMessage;
import com.flowex.wallet.app.user.UserNotifier.Subject;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Notifications to users when money comes in or goes out, when a change makes it easier to take money out, and when their
 * account has a margin call or is liquidated.
 */
public final class WalletNotifications implements MessageConsumer {

    private static final String TRANSACTIONS = "chain_transactions";
    private static final String ADDRESSES = "allowed_addresses";
    private static final String LISTS = "allow_lists";

    private static final LetterTexts MARGIN_TEXTS =
            new LetterTexts(WalletNotifications.class, "/com/flowex/wallet/letters");
    private static final Scale MILLIONTHS = new Scale(6);

    private static final String NOT_YOU =
            "\n\nIf this was not you: change your password, end all sessions, and tell the operator of your exchange.\n";

    private final ObjectMapper json = new ObjectMapper();
    private final InstrumentDirectory assets;
    private final IsolatedAccounts isolated;
    private final UserNotifier notices;

    public WalletNotifications(InstrumentDirectory assets, InstrumentDirectory markets, UserNotifier notices) {
        this.assets = assets;
        this.isolated = new IsolatedAccounts(markets);
        this.notices = notices;
    }

    private record Letter(Subject about, String subject, String text) {}

    @Override
    public String name() {
        return "money_notices";
    }

    @Override
    public Set<String> topics() {
        return Set.of(TRANSACTIONS, ADDRESSES, LISTS, MarginLetter.TOPIC);
    }

    @Override
    public void take(Transaction delivering, OutboxMessage message) throws Exception {
        JsonNode answer = read(message);
        if (answer.isEmpty()) {
            return; // the message was taken before, and is replayed
        }
        AccountId account =
                new AccountId(message.tenant(), answer.path("account").asLong());
        Optional<Letter> letter =
                switch (message.topic()) {
                    case TRANSACTIONS -> ofTransaction(answer);
                    case ADDRESSES -> ofAddress(answer);
                    case MarginLetter.TOPIC -> ofMargin(answer, account);
                    default -> ofList(answer);
                };
        if (letter.isPresent()) {
            notices.write(
                    account.main(),
                    letter.get().about(),
                    letter.get().subject(),
                    letter.get().text());
        }
        if (message.topic().startsWith(Outbox.PRIVATE)) {
            Outbox.empty(delivering, message);
        }
    }

    private JsonNode read(OutboxMessage message) throws IOException {
        return json.readTree(message.payload());
    }

    private Optional<Letter> ofTransaction(JsonNode answer) {
        String subject =
                answer.path("type").asText() + " " + answer.path("status").asText();
        String money = answer.path("type").asText().equals("internal")
                ? money(answer)
                : money(answer) + " over " + answer.path("network").asText();
        boolean isNew = answer.path("change").asText().equals("insert");
        return switch (subject) {
            case "withdrawal pending" ->
                isNew
                        ? letter(
                                Subject.WITHDRAWAL,
                                "A withdrawal was asked for",
                                money
                                        + " is to be paid from your account. Until it is signed you can cancel it on the page"
                                        + " of your wallet." + NOT_YOU)
                        : Optional.empty();
            case "withdrawal completed" ->
                letter(Subject.WITHDRAWAL, "Your withdrawal was paid", money + " was paid." + NOT_YOU);
            case "withdrawal failed" ->
                letter(
                        Subject.WITHDRAWAL,
                        "Your withdrawal was not paid",
                        money
                                + " was not paid; the page of your wallet says why. The amount held for it is free again.\n");
            case "withdrawal canceled" ->
                letter(
                        Subject.WITHDRAWAL,
                        "Your withdrawal was canceled",
                        money + " is not paid, and free in your account.\n");
            case "deposit completed" ->
                letter(Subject.DEPOSIT, "A deposit was credited", money + " was credited to your account.\n");
            case "deposit frozen" ->
                letter(
                        Subject.DEPOSIT,
                        "A deposit waits",
                        money + " came in and is not credited, or set aside; the page of your wallet says why.\n");
            case "internal pending" ->
                isNew
                        ? letter(
                                Subject.WITHDRAWAL,
                                "A transfer waits for approval",
                                money
                                        + " to another user is held in your account until the exchange has approved it. Until"
                                        + " then you can cancel it on the page of your wallet." + NOT_YOU)
                        : Optional.empty();
            case "internal completed" ->
                letter(Subject.WITHDRAWAL, "Your transfer was made", money + " was sent." + NOT_YOU);
            case "internal failed" ->
                letter(
                        Subject.WITHDRAWAL,
                        "Your transfer was not made",
                        money + " was not sent; the page of your wallet says why. The held amount is free.\n");
            case "internal canceled" ->
                letter(
                        Subject.WITHDRAWAL,
                        "Your transfer was canceled",
                        money + " is not sent, and free in your account.\n");
            default -> Optional.empty();
        };
    }

    private String money(JsonNode answer) {
        Asset asset = assets.asset(new AssetId(answer.path("asset_id").asInt()));
        return Decimals.format(answer.path("units").asLong(), asset.scale()) + " " + asset.code();
    }

    private static Optional<Letter> ofAddress(JsonNode answer) {
        return answer.path("change").asText().equals("insert")
                ? letter(
                        Subject.SECURITY,
                        "An address was added to your allow-list",
                        "Your withdrawals over " + answer.path("network").asText() + " may go to one more address, \""
                                + answer.path("label").asText() + "\", from " + moment(answer.path("active_from"))
                                + " on." + NOT_YOU)
                : Optional.empty();
    }

    private static Optional<Letter> ofList(JsonNode answer) {
        return answer.path("off_from").isTextual()
                ? letter(
                        Subject.SECURITY,
                        "Your allow-list is to be switched off",
                        "From " + moment(answer.path("off_from")) + " on withdrawals may go to any address." + NOT_YOU)
                : Optional.empty();
    }

    /** Returns nothing for a kind of a newer version. */
    private Optional<Letter> ofMargin(JsonNode answer, AccountId account) {
        String kind = answer.path("kind").asText();
        String language = notices.language(account.main());
        String level = Decimals.format(answer.path("level").asLong(), MILLIONTHS);
        return MARGIN_TEXTS
                .find(language, kind + ".subject")
                .flatMap(subject -> letter(
                        Subject.MARGIN_CALL,
                        subject + isolatedIn(account),
                        MARGIN_TEXTS.get(language, kind + ".text").replace("{level}", level) + "\n"));
    }

    /** Returns the market of an isolated account, for the end of a subject. */
    private String isolatedIn(AccountId account) {
        return account.isIsolated() ? " (" + isolated.symbolOf(account) + ")" : "";
    }

    private static String moment(JsonNode answer) {
        return OffsetDateTime.parse(answer.asText()).toInstant().toString();
    }

    private static Optional<Letter> letter(Subject about, String subject, String text) {
        return Optional.of(new Letter(about, subject, text));
    }
}
