package com.flowex.risk.app.watch;

import com.flowex.platform.outbound.WebhookClient;

/**
 * Channels by which fired alerts reach their owners.
 *
 * @param webhookChoice owners who want their webhooks called
 */
public record AlertChannels(
        AlertMailSender mails,
        BrowserPushSender pushes,
        WebhookClient webhooks,
        AlertWebhookDelivery.WebhookChoice webhookChoice) {}
