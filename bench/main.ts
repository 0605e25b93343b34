// npm run bench: what is measured, each part in one run beside what it is compared with.
const [part = 'all'] = process.argv.slice(2)
const HELP = `npm run bench                                   everything, some twenty minutes
npm run bench -- turns [ROUNDS SECONDS CHATS]   a lesson turn beside a bare bot (6 rounds of 6 s, 32 chats)
npm run bench -- figures [LEARNERS]             counting, releases and reports of a province (300000)
npm run bench -- reminders [LEARNERS]           planning the reminders of a minute (300000)
npm run bench -- sender [--seconds N]           how much of the allowed pace the sender keeps (600 s)
`
const PARTS = ['turns', 'figures', 'reminders', 'sender']

if (part === '--help' || !['all', ...PARTS].includes(part)) {
  process.stdout.write(HELP)
  process.exit(part === '--help' ? 0 : 2)
}
for (const name of PARTS) if (part === 'all' || part === name) await import(`./${name}.js`)
process.exit(0)
