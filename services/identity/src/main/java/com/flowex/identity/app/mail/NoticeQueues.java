package com.flowex.identity.app.mail;

import com.flowex.identity.app.webhook.WebhookNotices;
import com.flowex.identity.store.push.PushNoticesTable;

/** Queues of notices that do not go by mail. */
public record NoticeQueues(PushNoticesTable pushes, WebhookNotices webhooks) {}
