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

/**
 * Letters about trades and offers, from the outbox, in the language of their reader. A push says the event alone; the page
 * has the rest.
 */
public final class NoticeLetters implements MessageConsumer {

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
        AccountId account = new AccountId(message.tenant(), letter.account());
        LetterWords words = new LetterWords(mailer.language(account));
        Asset asset = directory.asset(new AssetId(letter.asset()));
        String amount = Decimals.format(letter.units(), asset.scale()) + " " + asset.code();
        mailer.write(
                account,
                letter.kind().equals("message") ? Subject.MESSAGE : Subject.TRADE,
                words.subject(letter),
                words.text(letter, amount));
        Outbox.empty(delivering, message);
    }
}
