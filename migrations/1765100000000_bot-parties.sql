-- Up Migration

ALTER TABLE users
  -- What the bot says to them, and in which time zone, as Telegram and the Mini App have told.
  ADD COLUMN language text CHECK (language IN ('ru', 'en')),
  ADD COLUMN time_zone text CHECK (char_length(time_zone) BETWEEN 1 AND 64),
  -- NULL: nobody knows; false: they have blocked the bot.
  ADD COLUMN may_bot_write boolean;

-- Telegram brings an update again when it did not hear that it was handled. Of which bot: another token counts anew.
CREATE TABLE bot_updates (
  bot_id bigint NOT NULL,
  update_id bigint NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (bot_id, update_id)
);
CREATE INDEX bot_updates_seen_at_idx ON bot_updates (seen_at);

-- A party that was offered in some chat and not begun yet. Its id becomes the room's: so there are never two of one.
CREATE TABLE party_offers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2048),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  offered_at timestamptz NOT NULL,
  UNIQUE (user_id, url)
);
CREATE INDEX party_offers_offered_at_idx ON party_offers (offered_at);

-- Pictures that Telegram fetches by an address that nobody can guess. They show people, and go with each of them.
CREATE TABLE invite_cards (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  -- Tells what is drawn: a room that looks the same gets the same picture.
  fingerprint text NOT NULL CHECK (char_length(fingerprint) = 64),
  shows uuid[] NOT NULL,
  image bytea NOT NULL CHECK (octet_length(image) <= 2097152),
  drawn_at timestamptz NOT NULL,
  UNIQUE (room_id, fingerprint)
);
CREATE INDEX invite_cards_drawn_at_idx ON invite_cards (drawn_at);

CREATE FUNCTION drop_cards_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM invite_cards WHERE OLD.id = ANY (shows);
  RETURN OLD;
END
$$;
CREATE TRIGGER users_drop_cards BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION drop_cards_of_user();

-- Down Migration

DROP TRIGGER users_drop_cards ON users;
DROP FUNCTION drop_cards_of_user();
DROP TABLE invite_cards;
DROP TABLE party_offers;
DROP TABLE bot_updates;
ALTER TABLE users DROP COLUMN may_bot_write, DROP COLUMN time_zone, DROP COLUMN language;
