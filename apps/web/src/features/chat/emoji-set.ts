/** An emoji and the words by which one looks for it, in both languages. */
export interface FoundEmoji {
  emoji: string;
  words: string;
}

export interface EmojiGroup {
  name: 'faces' | 'hands' | 'hearts' | 'cinema' | 'life';
  emoji: readonly FoundEmoji[];
}

const group = (name: EmojiGroup['name'], lines: string): EmojiGroup => ({
  name,
  emoji: lines
    .trim()
    .split('\n')
    .map((line) => {
      const [emoji = '', ...words] = line.trim().split(' ');
      return { emoji, words: words.join(' ') };
    }),
});

/** What is said while watching: chosen by hand, because all there are would be a megabyte nobody looks through. */
export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  group(
    'faces',
    `
    😀 улыбка радость smile happy
    😄 смех радость laugh happy
    😁 ухмылка зубы grin
    😆 хохот смех laugh
    😅 неловко пот sweat phew
    😂 смех слёзы до слёз joy lol tears
    🤣 валяюсь ржу rofl lol
    🙂 улыбка smile
    🙃 вверх ногами ирония upside irony
    😉 подмигивание wink
    😊 румянец мило blush
    😇 ангел angel
    🥰 любовь нежность love
    😍 влюблён глаза love eyes
    🤩 восторг звёзды wow star
    😘 поцелуй kiss
    😋 вкусно yum
    😜 дразнюсь язык tongue joke
    🤪 безумие zany crazy
    🤗 обнимаю hug
    🤭 ой хихик oops giggle
    🤫 тише тсс quiet shush
    🤔 думаю хм think hmm
    🤨 бровь сомнение doubt
    😐 никак neutral
    😑 без слов expressionless
    😶 молчу silent
    😏 хитро smirk
    😒 недоволен unamused
    🙄 закатил глаза eye roll
    😬 неловко ой grimace awkward
    😴 сон сплю sleep zzz
    🥱 зевота скука yawn boring
    😌 спокойно relief
    😎 круто очки cool
    🤓 умник nerd
    🥳 праздник party
    😢 грусть слеза sad cry
    😭 плачу рыдаю cry sob
    🥺 пожалуйста жалобно please plead
    😞 грусть sad
    😔 печаль pensive
    😤 злюсь пар huff
    😠 злой angry
    😡 ярость angry rage
    🤬 ругань swear
    🤯 взрыв мозга mind blown
    😳 смущение flushed
    😱 ужас страх scream fear
    😨 страшно fear
    😰 тревога anxious
    😮 ого удивление wow surprise
    😲 шок shock
    🥴 кружится woozy
    😵 в шоке dizzy
    🤢 тошнит sick
    🤮 рвота vomit
    🤡 клоун clown
    👻 призрак ghost boo
    💀 череп умер dead skull
    👽 инопланетянин alien
    🤖 робот robot
    🙈 не вижу обезьяна monkey see
    🙉 не слышу обезьяна monkey hear
    🙊 не скажу обезьяна monkey speak`,
  ),
  group(
    'hands',
    `
    👍 класс лайк да like yes
    👎 плохо дизлайк нет dislike no
    👏 аплодисменты браво clap bravo
    🙌 ура hooray
    👋 привет пока hi bye wave
    🤝 договор deal handshake
    🙏 спасибо пожалуйста thanks please
    👌 ок ok
    ✌️ мир победа peace
    🤞 на удачу luck
    🤟 люблю rock love
    🤘 рок rock
    🫶 сердце руками heart hands
    💪 сила strong
    👀 смотрю глаза eyes look
    👉 туда вправо point right
    👆 вверх up
    👊 кулак fist
    🤷 не знаю shrug
    🤦 рукалицо facepalm
    🙋 я рука hand me
    💃 танец dance
    🕺 танец dance
    🫡 есть салют salute`,
  ),
  group(
    'hearts',
    `
    ❤️ сердце любовь heart love
    🧡 сердце оранжевое orange heart
    💛 сердце жёлтое yellow heart
    💚 сердце зелёное green heart
    💙 сердце синее blue heart
    💜 сердце фиолетовое purple heart
    🖤 сердце чёрное black heart
    🤍 сердце белое white heart
    💔 разбитое сердце broken heart
    💘 стрела cupid
    💯 сто hundred
    🔥 огонь жара fire hot
    ✨ блеск sparkles
    ⭐ звезда star
    💥 взрыв boom
    💫 звёздочки dizzy
    💤 сон sleep
    ❗ внимание important
    ❓ вопрос question
    ✅ готово да done yes
    ❌ нет no
    ⚡ молния быстро lightning fast`,
  ),
  group(
    'cinema',
    `
    🎬 кино съёмка cinema clapper
    🍿 попкорн popcorn
    🎥 камера camera film
    📺 телевизор tv
    🎞️ плёнка film
    🎭 театр theatre
    🎤 микрофон песня mic sing
    🎧 наушники headphones
    🎵 музыка нота music
    🎶 музыка music
    🎸 гитара guitar
    🎮 игра game
    🏆 кубок победа trophy win
    🥇 первое место gold first
    ⚽ футбол football soccer
    🏀 баскетбол basketball
    🏒 хоккей hockey
    🎯 в цель target
    🎉 праздник ура party tada
    🎊 конфетти confetti
    🎁 подарок gift
    🎂 торт день рождения cake birthday
    🎄 ёлка новый год christmas
    🎃 хэллоуин halloween`,
  ),
  group(
    'life',
    `
    🍕 пицца pizza
    🍔 бургер burger
    🍟 картошка fries
    🍣 суши sushi
    🍫 шоколад chocolate
    🍪 печенье cookie
    🍦 мороженое ice cream
    🍎 яблоко apple
    ☕ кофе чай coffee tea
    🍺 пиво beer
    🍷 вино wine
    🥂 за нас cheers
    🐱 кот кошка cat
    🐶 собака пёс dog
    🐻 медведь bear
    🦊 лиса fox
    🐸 лягушка frog
    🐰 заяц rabbit
    🦄 единорог unicorn
    🐧 пингвин penguin
    🌹 роза цветок rose
    🌈 радуга rainbow
    ☀️ солнце sun
    🌙 луна ночь moon night
    ❄️ снег snow
    🚀 ракета поехали rocket
    🚗 машина car
    🏠 дом home
    ⏰ время будильник clock time
    💰 деньги money
    💡 идея idea
    📌 важно pin
    👑 корона crown
    💎 алмаз diamond`,
  ),
];

/** Those one of whose words begins with what is looked for. */
export function findEmoji(query: string): FoundEmoji[] {
  const wanted = query.trim().toLocaleLowerCase().replaceAll('ё', 'е');
  return EMOJI_GROUPS.flatMap(({ emoji }) => emoji).filter(
    (found) =>
      found.emoji === query.trim() ||
      found.words
        .replaceAll('ё', 'е')
        .split(' ')
        .some((word) => word.startsWith(wanted)),
  );
}
