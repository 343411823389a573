//! Very many things of every kind, as they lie in the database.

use crate::support::Story;

/// Each with the numbers from `$1` to `$2`, named by them.
const THINGS: [&str; 16] = [
    "INSERT INTO delegation (council_id, title, basis_number, basis_date, state, created_at)
     SELECT council_id, 'Mục ' || i, 'M' || i, basis_date, 'draft', created_at
     FROM delegation, generate_series($1::int, $2::int) i WHERE delegation.id = 1",
    "INSERT INTO working_group (council_id, delegation_id, number)
     SELECT council_id, id, 1 FROM delegation d
     WHERE title LIKE 'Mục %' AND substr(title, 5)::int BETWEEN $1 AND $2",
    "INSERT INTO checklist (council_id, code, version, title, state, form, sha256, created_at)
     SELECT c.council_id, 'M' || i, 1, 'Mục ' || i, 'published', c.form, c.sha256, c.created_at
     FROM (SELECT * FROM checklist WHERE council_id = 1 ORDER BY id LIMIT 1) c,
          generate_series($1::int, $2::int) i",
    "INSERT INTO campaign (council_id, title, owner_body, starts_on, length_days, state, created_at)
     SELECT 1, 'Mục ' || i, 'UBND', '2024-03-01', 60, 'proposed', now()
     FROM generate_series($1::int, $2::int) i",
    "INSERT INTO campaign_task (council_id, campaign_id, code, title)
     SELECT council_id, id, 'C' || i, 'Mục ' || i
     FROM campaign, generate_series($1::int, $2::int) i WHERE campaign.title = 'Mục 1'",
    "INSERT INTO subtask (council_id, campaign_id, task_id, code, title, state, created_at, changed_at)
     SELECT t.council_id, t.campaign_id, t.id, i::text, 'Mục ' || i, 'draft', now(), now()
     FROM campaign_task t, generate_series($1::int, $2::int) i WHERE t.title = 'Mục 1'",
    "INSERT INTO late_list (council_id, campaign_id, as_of, state, created_at)
     SELECT council_id, id, '2024-03-01'::date + i, 'draft', now()
     FROM campaign, generate_series($1::int, $2::int) i WHERE title = 'Mục 1'",
    "INSERT INTO late_line (list_id, council_id, subtask_id, unit_id, unit_name, code, title, due_on,
                            days_late)
     SELECT l.id, l.council_id, s.id, u.id, 'Phường 1', s.code, s.title, '2024-03-01', 3
     FROM (SELECT * FROM late_list ORDER BY id LIMIT 1) l,
          (SELECT id FROM unit WHERE council_id = 1 ORDER BY id LIMIT 1) u, subtask s
     WHERE s.title LIKE 'Mục %' AND substr(s.title, 5)::int BETWEEN $1 AND $2",
    "INSERT INTO group_chat (bot_id, chat_id, title, token, delegation_id, linked_by, linked_at, met_at)
     SELECT 1, -i, 'Mục ' || i, gen_random_uuid(), 1, (SELECT min(id) FROM person), now(), now()
     FROM generate_series($1::int, $2::int) i",
    "INSERT INTO invitee (council_id, group_id, name, position, created_at)
     SELECT council_id, id, 'Mục ' || i, 'chuyên viên', now()
     FROM working_group, generate_series($1::int, $2::int) i WHERE id = 1",
    "INSERT INTO person (council_id, name, state, tg_user_id, created_at)
     SELECT 1, 'Mục ' || i, 'active', 50000 + i, now() FROM generate_series($1::int, $2::int) i",
    "INSERT INTO role_grant (council_id, person_id, role, group_id, granted_at)
     SELECT 1, id, 'member', 1, now() FROM person
     WHERE tg_user_id BETWEEN 50000 + $1 AND 50000 + $2",
    "INSERT INTO chat (bot_id, chat_id, reachable, unreachable_since, reason)
     SELECT 1, 50000 + i, false, now(), 'blocked' FROM generate_series($1::int, $2::int) i",
    "WITH u AS (INSERT INTO unit (council_id, code)
                SELECT 1, 'M' || i FROM generate_series($1::int, $2::int) i RETURNING id, code)
     INSERT INTO unit_period (unit_id, name, folded, kind, during, source)
     SELECT id, 'Mục ' || substr(code, 2), 'muc ' || substr(code, 2), 'phuong',
            '[2020-01-01,)', 'thử' FROM u",
    "INSERT INTO group_unit (council_id, delegation_id, group_id, unit_id)
     SELECT 1, 1, 1, id FROM unit
     WHERE code ~ '^M[0-9]+$' AND substr(code, 2)::int BETWEEN $1 AND $2",
    "INSERT INTO visit (council_id, delegation_id, group_id, kind, mode, starts_at, ends_at, place,
                        state, created_at)
     SELECT 1, 1, 1, 'survey_visit', 'onsite', '2024-04-01'::timestamptz + i * interval '3 hours',
            '2024-04-01'::timestamptz + i * interval '3 hours' + interval '2 hours',
            'Mục ' || i, 'draft', now()
     FROM generate_series($1::int, $2::int) i",
];

const WORK: [&str; 3] = [
    "INSERT INTO visit_unit (visit_id, unit_id, council_id, place_in_order)
     SELECT v.id, u.id, 1, 1 FROM visit v JOIN unit u ON u.code = 'M' || substr(v.place, 5)
     WHERE v.place LIKE 'Mục %' AND substr(v.place, 5)::int BETWEEN $1 AND $2",
    "INSERT INTO difficulty (council_id, unit_id, body, folded, category, cause, asked_of, state,
                             reported_by, reported_at, changed_at)
     SELECT 1, id, 'Mục ' || substr(code, 2), 'muc ' || substr(code, 2), 'nhan_luc', 'own', 'own',
            'reported', (SELECT min(id) FROM person), '2024-03-20', '2024-03-20'
     FROM unit WHERE code ~ '^M[0-9]+$' AND substr(code, 2)::int BETWEEN $1 AND $2",
    "INSERT INTO recommendation (council_id, delegation_id, unit_id, unit_name, text, product, due_on,
                                 number, dated, state, created_by, created_at, changed_at)
     SELECT 1, 1, id, 'Mục ' || substr(code, 2), 'Bố trí ' || substr(code, 2), 'Báo cáo',
            '2024-03-01'::date + substr(code, 2)::int % 9, '1/BC', '2024-02-01', 'issued',
            (SELECT min(id) FROM person), now(), now()
     FROM unit WHERE code ~ '^M[0-9]+$' AND substr(code, 2)::int BETWEEN $1 AND $2",
];

/// Things with the numbers from one to another.
pub async fn fill(s: &Story, from: i32, to: i32) {
    for sql in THINGS.into_iter().chain(WORK) {
        let sql = sqlx::query(sql).bind(from).bind(to);
        sql.execute(s.app.store.pool()).await.expect("rows");
    }
}
