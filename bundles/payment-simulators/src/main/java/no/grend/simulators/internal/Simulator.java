package no.grend.simulators.internal;

/** A stand-in for a provider's servers. Safe between threads. */
public interface Simulator {

    Answer answer(Call call);
}
