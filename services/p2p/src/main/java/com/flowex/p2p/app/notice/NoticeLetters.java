package com.flowex.p2p.app.notice;

import com.flowex.access.http.response.Json;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.notice.NoticeMailer.Subject;
import com.flowex.p2p.app.notice.TradeNotices.Letter;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.messaging.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Letters about trades and offers, from the outbox. Pushes say the event alone; the page has the rest. */
public final class NoticeLetters implements MessageConsumer {

    private static final String PAGE = "\n\nThe page of the trade shows its steps, its clock and its chat.\n";

    private final InstrumentDirectory directory;
    private final NoticeMailer mailer;

    public NoticeLetters(InstrumentDirectory directory, NoticeMailer mailer) {
        this.directory = directory;
        this.mailer = mailer;
    }

    @Override
    public String name() {
        return "p2p_notices";
    }

    @Override
    public Set<String> topics() {
        return Set.of(TradeNotices.TOPIC);
    }

    @Override
    public void take(Transaction delivering, OutboxMessage message) throws Exception {
        Letter letter = Json.read(message.payload().getBytes(StandardCharsets.UTF_8), Letter.class);
        boolean isMessage = letter.kind().equals("message");
        mailer.write(
                new AccountId(message.tenant(), letter.account()),
                isMessage ? Subject.MESSAGE : Subject.TRADE,
                subject(letter),
                text(letter));
        Outbox.empty(delivering, message);
    }

    /** Returns the subject of a letter. */
    static String subject(Letter letter) {
        return switch (letter.kind()) {
            case "message" -> "A message about your trade";
            case "reminder" ->
                letter.event().equals("pay") ? "Your time to pay ends soon" : "Your time to release ends soon";
            case "offer" -> letter.event().equals("ended") ? "Your offer has ended" : "Your offer ends soon";
            default ->
                switch (letter.state()) {
                    case "awaiting_payment" -> "Your offer was taken";
                    case "paid" -> "The buyer says that you were paid";
                    case "disputed" -> "A moderator was asked for";
                    case "unfunded" -> "Your offer could not be taken";
                    default -> "Your trade has ended";
                };
        };
    }

    private String text(Letter letter) {
        Asset asset = directory.asset(new AssetId(letter.asset()));
        String money = Decimals.format(letter.units(), asset.scale()) + " " + asset.code();
        return switch (letter.kind()) {
            case "message" -> by(letter) + " wrote about the trade of " + money + "." + PAGE;
            case "reminder" -> reminder(letter, money);
            case "offer" -> offer(letter, money);
            default -> changed(letter, money) + PAGE;
        };
    }

    private static String reminder(Letter letter, String money) {
        return letter.event().equals("pay")
                ? "Pay for " + money + " and say so until " + letter.deadline()
                        + ". After that the trade ends and the seller has everything back. If you paid, say so in time."
                        + PAGE
                : "The buyer of " + money
                        + " says that the payment was made. Release it, or ask for a moderator, until "
                        + letter.deadline() + ". After that a moderator decides." + PAGE;
    }

    private static String offer(Letter letter, String money) {
        return letter.event().equals("ended")
                ? "Your offer of " + money + " has ended and is paused. Resume it on the page of your offers.\n"
                : "Your offer of " + money + " ends at " + letter.deadline()
                        + ". Renew it on the page of your offers, and it goes on for seven days.\n";
    }

    private static String changed(Letter letter, String money) {
        boolean isSeller = letter.role().equals("seller");
        return switch (letter.state()) {
            case "awaiting_payment" ->
                isSeller
                        ? money + " of your offer was taken and is set aside. The buyer has until " + letter.deadline()
                                + " to pay."
                        : money + " was sold to you and is set aside. Pay until " + letter.deadline()
                                + " and say so on the page of the trade.";
            case "paid" ->
                "The buyer of " + money
                        + " says that the payment was made. Look into your own account, not at a picture"
                        + " or a message. If it is there, release until " + letter.deadline() + ".";
            case "disputed" ->
                "A moderator decides on the trade of " + money + ", because "
                        + (letter.by().equals("clock")
                                ? "the seller did not answer in time."
                                : by(letter) + " asked for one.");
            case "unfunded" -> "There was not enough in your account for " + money + " and the fee.";
            default -> ended(letter, money);
        };
    }

    private static String ended(Letter letter, String money) {
        String end =
                switch (letter.state()) {
                    case "released" -> money + " went to the buyer: ";
                    case "split" -> money + " was divided between both sides: ";
                    default -> money + " went back to the seller: ";
                };
        return end
                + (letter.by().equals("clock")
                        ? "the time to pay ended."
                        : by(letter) + (letter.by().equals("moderator") ? " decided so." : " ended the trade."));
    }

    private static String by(Letter letter) {
        return letter.by().equals(letter.role()) ? "You" : "The " + letter.by();
    }
}
