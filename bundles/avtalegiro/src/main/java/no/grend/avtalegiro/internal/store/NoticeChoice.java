package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import no.grend.message.Message.Channel;

/**
 * How a member wants to be told of claims when the organisation tells them itself: by e-mail or SMS, which is a consent, or by
 * letter, which takes the consent back.
 *
 * @param byMember whether the member chose on Min Side, and not staff for the member
 */
public record NoticeChoice(int memberNumber, Channel channel, Instant chosenAt, String chosenBy, boolean byMember) {}
