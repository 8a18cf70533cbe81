package no.grend.camt;

import java.util.ArrayList;
import java.util.List;

/** Keeps everything a reader delivers. */
final class Recorder implements CamtVisitor {

    final List<CamtNotification> notifications = new ArrayList<>();
    final List<CamtEntry> entries = new ArrayList<>();
    final List<CamtPayment> payments = new ArrayList<>();
    CamtMessage message;

    @Override
    public void message(CamtMessage found) {
        message = found;
    }

    @Override
    public void notification(CamtNotification found) {
        notifications.add(found);
    }

    @Override
    public void entry(CamtNotification notification, CamtEntry found) {
        entries.add(found);
    }

    @Override
    public void payment(CamtPayment found) {
        payments.add(found);
    }
}
