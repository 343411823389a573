//! What befalls the replicas and their database while people play: SIGKILL to one or both every few
//! seconds, the database killed or restarted, updates delivered twice. Between two blows some
//! updates are worked off, however slow the machine is: a bot that is never up proves nothing.

use std::time::{Duration, Instant};

use crate::database::PrivateServer;
use crate::dice::Dice;
use crate::pulse::Pulse;
use crate::replicas::{Replicas, pause};
use doangiamsat::sandbox::Sandbox;

/// One of the things that befell.
#[derive(Clone, Copy, Debug)]
pub struct Outage {
    pub from: Instant,
    pub to: Instant,
}

/// What has befallen.
#[derive(Default, Debug)]
pub struct Weather {
    pub outages: Vec<Outage>,
    pub kills: usize,
    pub redelivered: usize,
}

/// Every so often the database goes.
const OUTAGE_EVERY: Duration = Duration::from_secs(35);

/// How many updates are worked off between two blows, unless hardly any are for [`LULL`].
const DONE: usize = 40;

const LULL: Duration = Duration::from_secs(60);

impl Weather {
    pub async fn rages(
        &mut self,
        (server, replicas): (&mut PrivateServer, &mut Replicas),
        sandbox: &Sandbox,
        dice: &mut Dice,
        (pulse, wants_more): (&Pulse, impl Fn(&Weather) -> bool),
    ) {
        let mut next_kill = Instant::now() + Duration::from_secs(5);
        let mut next_outage = Instant::now() + OUTAGE_EVERY;
        let mut last = (pulse.done(), Instant::now());
        while wants_more(self) {
            pause().await;
            if dice.one_in(8) && sandbox.redeliver_last_update().is_some() {
                self.redelivered += 1;
            }
            let calm = pulse.done() < last.0 + DONE && last.1.elapsed() < LULL;
            if !calm && Instant::now() >= next_outage {
                self.outage(server, dice).await;
                next_outage = Instant::now() + OUTAGE_EVERY;
                last = (pulse.done(), Instant::now());
            } else if !calm && Instant::now() >= next_kill {
                let first = dice.below(2) as usize;
                replicas.kill(first);
                self.kills += 1;
                if dice.one_in(4) {
                    replicas.kill(1 - first);
                    self.kills += 1;
                }
                tokio::time::sleep(Duration::from_millis(dice.below(1500))).await;
                next_kill = Instant::now() + Duration::from_millis(7000 + dice.below(7000));
                last = (pulse.done(), Instant::now());
            }
            replicas.keep_up().await;
        }
    }

    async fn outage(&mut self, server: &mut PrivateServer, dice: &mut Dice) {
        let from = Instant::now();
        // Mostly as a crash does it, at times as an administrator would.
        if dice.one_in(3) {
            server.stop().await;
        } else {
            server.kill9().await;
        }
        tokio::time::sleep(Duration::from_millis(dice.below(2500))).await;
        server.start_again().await;
        self.outages.push(Outage { from, to: Instant::now() });
    }
}
