/** What Grend measures («målinger»), as Prometheus reads it. */
package no.grend.metrics.internal;
