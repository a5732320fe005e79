package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.p2p.app.notice.NoticeMailer;

/** Letters of trades between people, as the identity service sends them. */
public record P2pMailer(IdentityAccess identity) implements NoticeMailer {

    @Override
    public String language(AccountId account) {
        return identity.language(account);
    }

    @Override
    public void write(AccountId account, Subject about, String subject, String text) {
        NotificationEvent event =
                switch (about) {
                    case TRADE -> NotificationEvent.P2P_TRADE;
                    case MESSAGE -> NotificationEvent.P2P_MESSAGE;
                };
        identity.accountLetters().write(account, event, subject, text);
    }
}
